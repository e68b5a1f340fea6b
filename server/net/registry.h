// Who there is: people, their devices, trainer tokens, link codes, and the codes of classes. Plain tables, held in
// memory whole; each change is returned as the record to be written. Secrets are kept as hashes.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/domain/context.h"
#include "server/store/records.h"
#include "shared/base/random.h"

namespace earshot::net {

/// BLAKE2b-256 of a token or code, in hex.
std::string hash_secret(std::string_view secret);

/// 256 random bits in hex: a resume token or a trainer token.
std::string make_token(Random& random);

/// Upper case, without the spaces and hyphens that people put into codes.
std::string normal_code(std::string_view typed);

class Registry final : public domain::People {
 public:
  explicit Registry(const store::Loaded& loaded);

  std::string_view name(PersonId person) const override;
  std::string_view language(PersonId person) const override;
  /// Told with each sign-in and whenever the person changes it; not stored.
  void set_language(PersonId person, std::string language) { languages_[person] = std::move(language); }

  const store::Person* person(PersonId id) const;
  const store::Device* device(DeviceId id) const;
  const store::Device* device_of_token(std::string_view token) const;
  const store::Device* device_of_attempt(std::string_view attempt) const;
  const store::TrainerToken* trainer_token(std::string_view token) const;
  const store::ClassRecord* class_of_code(std::string_view code) const;
  bool has_trainers() const { return !trainer_tokens_.empty(); }

  // Each of these takes effect at once and gives the record to write.
  store::Person add_person(std::string name, bool trainer, TimePoint now);
  /// A new device of `person`; `token` is what it resumes with.
  store::Device add_device(PersonId person, std::string_view token, std::string_view attempt, TimePoint now);
  store::Device update(store::Device device);
  store::Person update(store::Person person);
  store::TrainerToken update(store::TrainerToken token);
  store::LinkCodeRecord add_link_code(std::string_view code, PersonId person, TimePoint until);
  /// The person a link code stands for; the code is spent by it. Nothing if it is unknown, spent or too old.
  std::optional<std::pair<PersonId, store::LinkCodeRecord>> spend_link_code(std::string_view code, TimePoint now);
  store::ClassRecord add_class(std::string code, std::string name, PersonId owner, bool practice, TimePoint now);
  /// A code that no class has.
  std::string free_code(Random& random) const;
  /// Ids that nobody has yet; taken by the next add_person.
  PersonId next_person() const { return PersonId{last_person_ + 1}; }

 private:
  std::unordered_map<PersonId, store::Person> people_;
  std::unordered_map<DeviceId, store::Device> devices_;
  std::unordered_map<std::string, DeviceId> devices_by_token_;
  std::unordered_map<std::string, DeviceId> devices_by_attempt_;
  std::unordered_map<std::string, store::TrainerToken> trainer_tokens_;
  std::unordered_map<std::string, store::LinkCodeRecord> link_codes_;
  std::map<std::string, store::ClassRecord> classes_;  ///< by code
  std::unordered_map<PersonId, std::string> languages_;
  std::uint64_t last_person_ = 0;
  std::uint64_t last_device_ = 0;
  std::uint64_t last_class_ = 0;
};

}  // namespace earshot::net
