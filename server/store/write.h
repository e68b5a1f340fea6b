// The statements of one transaction.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <span>
#include <stdexcept>
#include <unordered_map>

#include "server/store/records.h"

namespace earshot::store {

/// Thrown by write_all: this server may not write that, however often it tries.
class Lost : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The lease under which this server writes to each class.
using Epochs = std::unordered_map<ClassId, std::uint64_t>;

/// Executes all writes inside the transaction that is open. Within it records come before the rows that need
/// them. New classes are added to `epochs`; that is harmless if the transaction fails, since nobody else can
/// hold them.
void write_all(soci::session& sql, std::span<const Write> writes, Epochs& epochs);

/// True if the journal already ends with these rows; false if there are none among the writes.
bool has_all_rows(soci::session& sql, std::span<const Write> writes);

}  // namespace earshot::store
