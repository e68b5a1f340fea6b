// Strong ids: a PersonId cannot be passed where a ClassId is wanted.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace earshot {

/// A number that names one thing of kind `Tag`. 0 names nothing.
template <class Tag>
struct Id {
  std::uint64_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;

  /// As a bare number in the journal and on the wire.
  template <class Archive>
  std::uint64_t save_minimal(const Archive&) const {
    return value;
  }
  template <class Archive>
  void load_minimal(const Archive&, const std::uint64_t& stored) {
    value = stored;
  }
};

using PersonId = Id<struct PersonTag>;
using DeviceId = Id<struct DeviceTag>;    ///< one resume token; a person may have several
using ClassId = Id<struct ClassTag>;
using RoundId = Id<struct RoundTag>;      ///< counts from 1 in its class
using SessionId = Id<struct SessionTag>;  ///< unique on a server
using MessageId = Id<struct MessageTag>;  ///< counts from 1 in its session
using NoteId = Id<struct NoteTag>;        ///< counts from 1 for its author in a session

}  // namespace earshot

template <class Tag>
struct std::hash<earshot::Id<Tag>> {
  std::size_t operator()(earshot::Id<Tag> id) const noexcept { return std::hash<std::uint64_t>{}(id.value); }
};
