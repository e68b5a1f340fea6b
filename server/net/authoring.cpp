// The hub's half for those who write cards: opening, saving, publishing and dropping them, and content that changed.

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "server/net/hub.h"
#include "shared/base/text.h"
#include "shared/protocol/limits.h"
#include "shared/yaml/document.h"

namespace earshot::net {
namespace {

namespace limits = protocol::limits;
using protocol::Why;

constexpr std::size_t kEntriesPerPage = 12;  // an entry takes at most 1 KiB
constexpr std::size_t kProblemsTold = 3;

/// Where a text may be cut: at most `most` bytes, between two characters.
std::size_t cut_before(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return most;
}

/// What a draft calls itself, as far as it can be read.
std::string title_of(const store::AuthoredCard& card) {
  if (const auto parsed = yaml::parse(card.source, card.id, limits::kCardBytes); parsed.root) {
    const yaml::Node* title = parsed.root->kind == yaml::Node::Kind::map ? parsed.root->find("title") : nullptr;
    if (title && title->kind == yaml::Node::Kind::text && !title->text.empty()) return std::string(text::first(title->text, limits::kClassNameCharacters));
  }
  return card.id;
}

std::string first_of(const std::vector<yaml::Problem>& problems) {
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), kProblemsTold); ++i) {
    if (i > 0) text += "\n";
    text += problems[i].line > 0 ? fmt::format("line {}: {}; {}", problems[i].line, problems[i].what, problems[i].mend)
                                 : fmt::format("{}; {}", problems[i].what, problems[i].mend);
  }
  if (problems.size() > kProblemsTold) text += fmt::format("\nand {} more", problems.size() - kProblemsTold);
  return text;
}

}  // namespace

void Hub::use_language(Connection& connection, const protocol::UseLanguage& intent, std::uint64_t number) {
  accept(connection, number, 0);
  if (registry_.language(connection.person) == intent.language) return;
  registry_.set_language(connection.person, intent.language);
  if (const ClassRoom* found = room(connection.in_class)) {
    domain::show_content(found->state(), connection.person, context(*found), deliver_in(*found));
  }
}

void Hub::content_changed() {
  for (const auto& [id, room] : rooms_) {
    for (const PersonId person : room->present()) domain::show_content(room->state(), person, context(*room), deliver_in(*room));
  }
}

void Hub::open_card(Connection& connection, const protocol::OpenCard& intent, std::uint64_t number) {
  const auto source = content_.source_of(intent.card, intent.language);
  if (!source) {
    return refuse(connection, number, {Why::unknown, fmt::format("there is no card '{}' in '{}'", intent.card, intent.language), "card"});
  }
  accept(connection, number, 0);
  protocol::CardSource page{intent.card, intent.language, content_.version(intent.card, intent.language),
                            content_.authored(intent.card, intent.language, true) != nullptr, 0, 0, {}};
  std::vector<std::string> parts;
  for (std::string_view rest = *source; !rest.empty();) {
    const std::size_t size = cut_before(rest, limits::kCardPartBytes);
    parts.emplace_back(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  page.parts = static_cast<std::uint32_t>(parts.size());
  for (std::string& part : parts) {
    page.text = std::move(part);
    send(connection, page);
    ++page.part;
  }
}

/// Takes one part in; the whole text once it was the last one.
std::optional<std::string> Hub::upload(Connection& connection, const protocol::SaveCard& intent, std::uint64_t number) {
  Upload& upload = connection.upload;
  const auto key = std::tuple(intent.card, intent.language, intent.publish, intent.parts);
  if (intent.part == 0) upload = {key, 0, {}};
  if (upload.key != key || upload.next != intent.part) {
    refuse(connection, number, {Why::out_of_range, "the connection broke while this was being saved; save it once more", "part"});
    return {};
  }
  ++upload.next;
  upload.text += intent.text;
  if (upload.text.size() > limits::kCardBytes) {
    upload = {};
    refuse(connection, number, {Why::too_long, fmt::format("a card holds at most {} bytes", limits::kCardBytes), "text"});
    return {};
  }
  if (upload.next < intent.parts) {
    accept(connection, number, 0);
    return {};
  }
  return std::exchange(upload, {}).text;
}

bool Hub::refuse_stale(Connection& connection, std::string_view card, std::string_view language, std::uint32_t base, std::uint64_t number) {
  const store::AuthoredCard* latest = content_.latest(card, language);
  if (base == (latest ? latest->version : 0)) return false;
  std::string text = "nobody has saved that version of this card here; open it anew";
  if (latest && latest->source.empty()) {
    text = fmt::format("{} has dropped version {} of this card since; look at what is left, or save yours anew", registry_.name(latest->author), latest->version - 1);
  } else if (latest) {
    text = fmt::format("{} has saved version {} of this card since; look at it, or save yours over it", registry_.name(latest->author), latest->version);
  }
  refuse(connection, number, {Why::changed, std::move(text), "base"});
  return true;
}

void Hub::save_card(Connection& connection, const protocol::SaveCard& intent, std::uint64_t number) {
  auto text = upload(connection, intent, number);
  if (!text) return;
  const auto* same = content_.authored(intent.card, intent.language, !intent.publish);
  // The answer to this very save may have been lost with the server.
  if (same && same->author == connection.person && same->source == *text && same->version == content_.version(intent.card, intent.language)) {
    return accept(connection, number, same->version);
  }
  const bool on_shelf = content_.authored(intent.card, intent.language, true) || content_.authored(intent.card, intent.language, false);
  // Where all was dropped, the server's own file counts again, or nothing: both are version 0 to whoever starts from them.
  const bool from_the_file = !on_shelf && intent.base == 0;
  if (!from_the_file && refuse_stale(connection, intent.card, intent.language, intent.base, number)) return;
  if (!on_shelf && content_.authored().size() >= limits::kShelfCards) {
    return refuse(connection, number, {Why::too_many, "this server keeps no more cards of its trainers; drop some first"});
  }
  if (text->empty()) return refuse(connection, number, {Why::empty, "there is nothing to save", "text"});
  if (intent.publish) {
    if (const auto problems = content_.check(*text, intent.card, intent.language); !problems.empty()) {
      return refuse(connection, number, {Why::not_allowed, first_of(problems), "text"});
    }
  }
  const std::uint32_t version = content_.version(intent.card, intent.language) + 1;
  store::AuthoredCard saved{intent.card, intent.language, !intent.publish, version, connection.person, now_, std::move(*text)};
  std::vector<store::AuthoredCard> records{saved};
  if (intent.publish && content_.authored(intent.card, intent.language, true)) {
    saved.draft = true;  // it has become what is published
    saved.source.clear();
    records.push_back(std::move(saved));
  }
  keep(std::move(records));
  accept(connection, number, version);
  if (intent.publish) spdlog::info("card {}/{} was published, version {}", intent.language, intent.card, version);
}

void Hub::drop_card(Connection& connection, const protocol::DropCard& intent, std::uint64_t number) {
  // The answer to this very drop may have been lost with the server.
  const auto* last = content_.latest(intent.card, intent.language);
  if (last && last->source.empty() && last->author == connection.person && last->version == intent.base + 1) {
    return accept(connection, number, last->version);
  }
  if (refuse_stale(connection, intent.card, intent.language, intent.base, number)) return;
  const auto* draft = content_.authored(intent.card, intent.language, true);
  const auto* latest = draft ? draft : content_.authored(intent.card, intent.language, false);
  if (!latest) return refuse(connection, number, {Why::unknown, "nobody has changed this card here; there is nothing to drop", "card"});
  store::AuthoredCard dropped = *latest;
  dropped.source.clear();
  dropped.version = intent.base + 1;
  dropped.author = connection.person;
  dropped.at = now_;
  keep({std::move(dropped)});
  accept(connection, number, intent.base + 1);
}

void Hub::keep(std::vector<store::AuthoredCard> cards) {
  bool in_force = false;
  std::vector<store::Write> records;
  for (store::AuthoredCard& card : cards) {
    records.emplace_back(card);
    in_force = in_force || !card.draft;
  }
  write(std::move(records));
  const std::pair key{cards.front().id, cards.front().language};
  for (store::AuthoredCard& card : cards) content_.put(std::move(card));
  const protocol::ShelfPage page{{shelf_entry(key.first, key.second)}, true};
  for (const auto& [peer, connection] : connections_) {
    const store::Person* person = registry_.person(connection.person);
    if (person && person->trainer) send(connection, page);
  }
  if (in_force) content_changed();
}

protocol::ShelfEntry Hub::shelf_entry(const std::string& card, const std::string& language) const {
  protocol::ShelfEntry entry;
  entry.card = card;
  entry.language = language;
  entry.version = content_.version(card, language);
  const auto* draft = content_.authored(card, language, true);
  const auto* published = content_.authored(card, language, false);
  entry.draft = draft != nullptr;
  entry.published = published != nullptr;
  if (const auto* latest = draft ? draft : published) {
    entry.title = title_of(*latest);
    entry.by = registry_.name(latest->author);
    entry.at = protocol::Moment{latest->at};
  }
  return entry;
}

void Hub::show_shelf(const Connection& connection) {
  protocol::ShelfPage page{{}, false};
  for (const store::AuthoredCard* card : content_.authored()) {
    if (!card->draft && content_.authored(card->id, card->language, true)) continue;  // its draft speaks for both
    page.entries.push_back(shelf_entry(card->id, card->language));
    if (page.entries.size() < kEntriesPerPage) continue;
    send(connection, page);
    page.entries.clear();
  }
  page.complete = true;
  send(connection, page);
}

}  // namespace earshot::net
