#include "server/net/registry.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace earshot::net {
namespace {

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

template <class Map, class Key>
auto* find_in(Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

}  // namespace

std::string hash_secret(std::string_view secret) {
  std::array<std::uint8_t, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr, 0);
  return to_hex(hash);
}

std::string make_token(Random& random) {
  std::array<std::uint8_t, 32> bits{};
  random.fill(bits);
  return to_hex(bits);
}

std::string normal_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c != ' ' && c != '-') code += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return code;
}

Registry::Registry(const store::Loaded& loaded) {
  for (const auto& person : loaded.people) update(person);
  for (const auto& device : loaded.devices) update(device);
  for (const auto& token : loaded.trainer_tokens) update(token);
  for (const auto& code : loaded.link_codes) link_codes_[code.code_hash] = code;
  for (const auto& klass : loaded.classes) {
    classes_[klass.record.code] = klass.record;
    last_class_ = std::max(last_class_, klass.record.id.value);
  }
}

std::string_view Registry::name(PersonId id) const {
  const store::Person* found = person(id);
  return found ? std::string_view(found->name) : std::string_view("somebody");
}

std::string_view Registry::language(PersonId person) const {
  const auto found = languages_.find(person);
  return found == languages_.end() ? std::string_view{} : found->second;
}

const store::Person* Registry::person(PersonId id) const { return find_in(people_, id); }
const store::Device* Registry::device(DeviceId id) const { return find_in(devices_, id); }

const store::Device* Registry::device_of_token(std::string_view token) const {
  const DeviceId* id = find_in(devices_by_token_, hash_secret(token));
  return id ? device(*id) : nullptr;
}

const store::Device* Registry::device_of_attempt(std::string_view attempt) const {
  if (attempt.empty()) return nullptr;
  const DeviceId* id = find_in(devices_by_attempt_, hash_secret(attempt));
  return id ? device(*id) : nullptr;
}

const store::TrainerToken* Registry::trainer_token(std::string_view token) const {
  const store::TrainerToken* found = find_in(trainer_tokens_, hash_secret(token));
  return found && !found->revoked ? found : nullptr;
}

const store::ClassRecord* Registry::class_of_code(std::string_view code) const {
  return find_in(classes_, normal_code(code));
}

store::Person Registry::add_person(std::string name, bool trainer, TimePoint now) {
  return update(store::Person{next_person(), std::move(name), trainer, now});
}

store::Device Registry::add_device(PersonId person, std::string_view token, std::string_view attempt, TimePoint now) {
  store::Device device;
  device.id = DeviceId{last_device_ + 1};
  device.person = person;
  device.token_hash = hash_secret(token);
  if (!attempt.empty()) device.attempt_hash = hash_secret(attempt);
  device.created = now;
  return update(std::move(device));
}

store::Device Registry::update(store::Device device) {
  if (const store::Device* old = this->device(device.id)) devices_by_token_.erase(old->token_hash);
  devices_by_token_[device.token_hash] = device.id;
  if (!device.attempt_hash.empty()) devices_by_attempt_[device.attempt_hash] = device.id;
  last_device_ = std::max(last_device_, device.id.value);
  return devices_[device.id] = std::move(device);
}

store::Person Registry::update(store::Person person) {
  last_person_ = std::max(last_person_, person.id.value);
  return people_[person.id] = std::move(person);
}

store::TrainerToken Registry::update(store::TrainerToken token) {
  return trainer_tokens_[token.token_hash] = std::move(token);
}

store::LinkCodeRecord Registry::add_link_code(std::string_view code, PersonId person, TimePoint until) {
  const std::string hash = hash_secret(normal_code(code));
  return link_codes_[hash] = store::LinkCodeRecord{hash, person, until, 1};
}

std::optional<std::pair<PersonId, store::LinkCodeRecord>> Registry::spend_link_code(std::string_view code, TimePoint now) {
  store::LinkCodeRecord* found = find_in(link_codes_, hash_secret(normal_code(code)));
  if (!found || found->tries_left == 0 || now > found->until) return {};
  found->tries_left = 0;
  return std::pair{found->person, *found};
}

store::ClassRecord Registry::add_class(std::string code, std::string name, PersonId owner, bool practice, TimePoint now) {
  store::ClassRecord record;
  record.id = ClassId{++last_class_};
  record.code = std::move(code);
  record.name = std::move(name);
  record.owner = owner;
  record.practice = practice;
  record.created = now;
  return classes_[record.code] = record;
}

std::string Registry::free_code(Random& random) const {
  while (true) {
    std::string code = random.pick(kCodeAlphabet, 6);
    if (!classes_.contains(code)) return code;
  }
}

}  // namespace earshot::net
