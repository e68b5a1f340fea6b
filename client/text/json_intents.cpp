#include "client/text/json_intents.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "shared/base/text.h"

namespace earshot::text_client {
namespace {

using namespace protocol;

/// Thrown while a line is read, caught in parse_intent: the reader's straight path stays readable.
struct Complaint {
  Refusal refusal;
};

[[noreturn]] void complain(Why why, std::string text, std::string field = {}) {
  throw Complaint{{why, std::move(text), std::move(field)}};
}

std::string list_words(const auto& words) {
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

/// The fields of one intent. Every one that is there must be asked for, or the line is refused: a typing error in
/// an optional field would otherwise pass in silence.
class Fields {
 public:
  Fields(const Json& object, std::string_view word) : object_(object), word_(word) { used_ = {"do", "ref"}; }

  bool has(const char* key) {
    used_.insert(key);
    return object_.contains(key) && !object_[key].is_null();
  }

  const Json& need(const char* key) {
    if (!has(key)) complain(Why::empty, fmt::format("'{}' needs the field '{}'", word_, key), key);
    return object_[key];
  }

  std::string text(const char* key) { return text_of(need(key), key); }
  std::string text_or(const char* key, std::string otherwise) { return has(key) ? text(key) : std::move(otherwise); }

  bool flag_or(const char* key, bool otherwise) {
    if (!has(key)) return otherwise;
    if (!object_[key].is_boolean()) wrong_type(key, "true or false");
    return object_[key].get<bool>();
  }

  template <class Number>
  Number number(const char* key) {
    return number_of<Number>(need(key), key);
  }
  template <class Number>
  Number number_or(const char* key, Number otherwise) {
    return has(key) ? number<Number>(key) : otherwise;
  }

  template <class E, std::size_t N>
  E word(const char* key, const std::array<std::string_view, N>& words) {
    const std::string given = text(key);
    if (const auto value = from_word<E>(words, given)) return *value;
    complain(Why::unknown, fmt::format("'{}' has no '{}'; it knows {}", key, given, list_words(words)), key);
  }

  std::vector<std::string> texts_or_none(const char* key) {
    std::vector<std::string> out;
    if (!has(key)) return out;
    if (!object_[key].is_array()) wrong_type(key, "a list of texts");
    for (const Json& entry : object_[key]) out.push_back(text_of(entry, key));
    return out;
  }

  /// {"0": …, "3": …}, or a list that counts from 0.
  std::vector<std::pair<std::size_t, Json>> indexed(const char* key) {
    std::vector<std::pair<std::size_t, Json>> out;
    if (!has(key)) return out;
    const Json& value = object_[key];
    if (value.is_array()) {
      for (std::size_t i = 0; i < value.size(); ++i) out.emplace_back(i, value[i]);
      return out;
    }
    if (!value.is_object()) wrong_type(key, "an object from line numbers to marks");
    for (const auto& [index, entry] : value.items()) {
      const bool digits = !index.empty() && index.size() < 4 && std::ranges::all_of(index, [](char c) { return c >= '0' && c <= '9'; });
      if (!digits) complain(Why::bad_message, fmt::format("'{}' counts lines from 0; '{}' is no number", key, index), key);
      out.emplace_back(std::stoul(index), entry);
    }
    return out;
  }

  const Json& object(const char* key) {
    if (!need(key).is_object()) wrong_type(key, "an object");
    return object_[key];
  }

  void expect_no_more() const {
    for (const auto& [key, value] : object_.items()) {
      if (!used_.contains(key)) complain(Why::bad_message, fmt::format("'{}' has no field '{}'", word_, key), key);
    }
  }

  static std::string text_of(const Json& value, const char* key) {
    if (!value.is_string()) wrong_type(key, "a text");
    return value.get<std::string>();
  }

  template <class Number>
  static Number number_of(const Json& value, const char* key) {
    if (!value.is_number_integer()) wrong_type(key, "a whole number");
    const bool negative = !value.is_number_unsigned() && value.get<std::int64_t>() < 0;
    if (negative || value.get<std::uint64_t>() > std::numeric_limits<Number>::max()) {
      complain(Why::out_of_range, fmt::format("'{}' is {}, which is out of range", key, value.dump()), key);
    }
    return value.get<Number>();
  }

  [[noreturn]] static void wrong_type(const char* key, std::string_view wanted) {
    complain(Why::bad_message, fmt::format("'{}' must be {}", key, wanted), key);
  }

 private:
  const Json& object_;
  std::string_view word_;
  std::set<std::string, std::less<>> used_;
};

struct Where {
  const model::Model& model;
  const Defaults& defaults;
};

/// A person's id, or "customer", "agent", "observer", "self".
PersonId person_of(const Json& value, const char* key, const model::Model& model) {
  if (!value.is_string()) return PersonId{Fields::number_of<std::uint64_t>(value, key)};
  const std::string word = value.get<std::string>();
  if (word == "self") return model.self.person;
  const auto role = from_word<Role>(kRoleWords, word);
  if (!role) {
    complain(Why::unknown, fmt::format("'{}' takes a person's id, 'self', or one of {}", key, list_words(kRoleWords)), key);
  }
  const model::Seat* seat = model.session ? model.session->seat(*role) : nullptr;
  if (!seat) complain(Why::unknown, fmt::format("there is no {} in a session of yours", word), key);
  return seat->person;
}

/// One mark a line: `marks` says "confirmed", "wrong" or what the line is (then it is confirmed).
std::vector<LineMark> line_marks(Fields& fields, const char* key, std::optional<std::size_t> lines) {
  const auto given = fields.indexed(key);
  std::size_t size = lines.value_or(0);
  for (const auto& [index, value] : given) {
    if (lines && index >= size) {
      complain(Why::out_of_range, fmt::format("'{}' marks line {}; the recap has {}, counted from 0", key, index, size), key);
    }
    size = std::max(size, index + 1);
  }
  std::vector<LineMark> marks(size);
  std::vector<bool> seen(size, false);
  for (const auto& [index, value] : given) {
    const std::string word = Fields::text_of(value, key);
    seen[index] = true;
    marks[index].confirmed = word != "wrong";
    if (word != "wrong" && word != "confirmed") marks[index].is = word;
  }
  const auto missing = std::ranges::find(seen, false);
  if (missing != seen.end()) {
    complain(Why::empty, fmt::format("line {} of '{}' is not marked", missing - seen.begin(), key), key);
  }
  return marks;
}

Intent read_mark(Fields& fields, const Where& where) {
  const model::RecapRound* recap = where.model.session ? where.model.session->last_recap() : nullptr;
  const auto lines = [&](const std::vector<std::string>* list) {
    return list ? std::optional<std::size_t>(list->size()) : std::nullopt;
  };
  Mark mark;
  mark.facts = line_marks(fields, "facts", lines(recap ? &recap->recap.facts : nullptr));
  mark.feelings = line_marks(fields, "feelings", lines(recap ? &recap->recap.feelings : nullptr));
  for (const auto& [index, value] : fields.indexed("is")) {
    if (index >= mark.facts.size()) {
      complain(Why::out_of_range, fmt::format("'is' names line {}; 'facts' has {}", index, mark.facts.size()), "is");
    }
    mark.facts[index].is = Fields::text_of(value, "is");
  }
  mark.missed = fields.texts_or_none("missed");
  mark.untold = fields.texts_or_none("untold");
  return mark;
}

Intent read_rate(Fields& fields, const Where& where) {
  Rate rate;
  rate.of = person_of(fields.need("of"), "of", where.model);
  for (const auto& [criterion, level] : fields.object("levels").items()) {
    CriterionLevel entry{criterion, std::nullopt};
    if (!level.is_null()) entry.level = Fields::number_of<std::uint8_t>(level, "levels");
    rate.levels.push_back(std::move(entry));
  }
  rate.keep = fields.text_or("keep", "");
  rate.next = fields.text_or("next", "");
  if (fields.has("evidence")) rate.evidence = MessageId{fields.number<std::uint64_t>("evidence")};
  return rate;
}

Intent read_outcome(Fields& fields, const Where&) {
  Outcome outcome;
  outcome.solved = fields.number<std::uint8_t>("solved");
  outcome.satisfied = fields.number<std::uint8_t>("satisfied");
  outcome.stay = fields.number<std::uint8_t>("stay");
  outcome.recommend = fields.number<std::uint8_t>("recommend");
  outcome.resolution = fields.texts_or_none("resolution");
  outcome.prevention = fields.texts_or_none("prevention");
  outcome.again = fields.texts_or_none("again");
  return outcome;
}

/// Criteria by id, or the name of one of the rubric's focus sets.
std::vector<std::string> read_focus(Fields& fields, const Where& where) {
  if (!fields.has("focus") || !fields.need("focus").is_string()) return fields.texts_or_none("focus");
  const std::string name = fields.text("focus");
  std::vector<std::string> known;
  if (where.model.rubric) {
    for (const FocusSet& set : where.model.rubric->focus_sets) {
      if (set.name == name) return set.criteria;
      known.push_back(set.name);
    }
  }
  complain(Why::unknown, fmt::format("there is no focus set '{}'; the rubric has {}", name, list_words(known)), "focus");
}

Intent read_start_round(Fields& fields, const Where& where) {
  StartRound round;
  round.card = fields.text("card");
  round.variant = fields.number_or<std::uint32_t>("variant", 0);
  round.minutes = fields.number_or<std::uint32_t>("minutes", 0);
  round.focus = read_focus(fields, where);
  if (fields.has("mode")) round.mode = fields.word<Mode>("mode", kModeWords);
  return round;
}

Intent read_ready(Fields& fields, const Where& where) {
  if (fields.has("phase")) return Ready{fields.word<Phase>("phase", kPhaseWords)};
  return Ready{where.model.session ? where.model.session->phase : Phase::brief};
}

Intent read_queue(Fields& fields, const Where&) {
  Queue queue;
  queue.card = fields.text_or("card", "");
  if (fields.has("role")) queue.role = fields.word<Role>("role", kRoleWords);
  return queue;
}

Intent read_note(Fields& fields, const Where&) {
  TakeNote note;
  note.kind = fields.has("kind") ? fields.word<NoteKind>("kind", kNoteWords) : NoteKind::key_point;
  note.text = fields.text("text");
  if (fields.has("source")) note.source = MessageId{fields.number<std::uint64_t>("source")};
  return note;
}

Intent read_board(Fields& fields, const Where&) {
  AskBoard board;
  if (fields.has("kind")) board.kind = fields.word<BoardKind>("kind", kBoardWords);
  if (fields.has("window")) board.window = fields.word<BoardWindow>("window", kWindowWords);
  board.card = fields.text_or("card", "");
  return board;
}

template <class Kind>
Intent read_bare(Fields&, const Where&) {
  return Kind{};
}

using Reader = std::function<Intent(Fields&, const Where&)>;

/// In the order of kIntentWords.
const std::array<Reader, kIntentWords.size()>& readers() {
  static const std::array<Reader, kIntentWords.size()> all{
      [](Fields& f, const Where& w) -> Intent { return SignIn{f.text("token"), f.text_or("name", w.defaults.name)}; },
      [](Fields& f, const Where& w) -> Intent {
        return Join{f.text_or("code", w.defaults.code), f.text_or("name", w.defaults.name), f.text_or("team", ""), {}};
      },
      [](Fields& f, const Where&) -> Intent { return Resume{f.text("token")}; },
      read_bare<InviteTrainer>,
      read_bare<Link>,
      [](Fields& f, const Where&) -> Intent { return Redeem{f.text("code")}; },
      read_bare<Leave>,
      [](Fields& f, const Where&) -> Intent { return CreateClass{f.text("name"), f.texts_or_none("teams")}; },
      read_start_round,
      [](Fields& f, const Where&) -> Intent { return Extend{f.number<std::uint32_t>("seconds")}; },
      read_bare<Pause>,
      read_bare<Continue>,
      read_bare<NextPhase>,
      read_bare<EndRound>,
      [](Fields& f, const Where&) -> Intent { return Broadcast{f.text("text")}; },
      [](Fields& f, const Where& w) -> Intent { return Whisper{person_of(f.need("to"), "to", w.model), f.text("text")}; },
      [](Fields& f, const Where& w) -> Intent { return Remove{person_of(f.need("person"), "person", w.model)}; },
      read_queue,
      read_bare<Unqueue>,
      read_ready,
      [](Fields& f, const Where&) -> Intent { return Say{f.text("text")}; },
      read_bare<Typing>,
      [](Fields& f, const Where&) -> Intent { return Feel{f.number<std::uint8_t>("level")}; },
      [](Fields& f, const Where&) -> Intent { return Reveal{f.text("fact"), f.flag_or("say", true)}; },
      [](Fields& f, const Where&) -> Intent { return PlayBeat{f.text("beat")}; },
      read_note,
      read_bare<Breathe>,
      read_bare<StepOut>,
      [](Fields& f, const Where&) -> Intent { return Help{f.text_or("text", "")}; },
      [](Fields& f, const Where&) -> Intent { return Heated{MessageId{f.number<std::uint64_t>("message")}}; },
      [](Fields& f, const Where&) -> Intent { return TapTally{f.word<Tally>("kind", kTallyWords)}; },
      [](Fields& f, const Where&) -> Intent {
        return Recap{f.text("text"), f.texts_or_none("facts"), f.texts_or_none("feelings")};
      },
      read_mark,
      read_rate,
      read_outcome,
      [](Fields& f, const Where&) -> Intent { return React{f.text("word")}; },
      [](Fields& f, const Where&) -> Intent { return Intend{f.text("text")}; },
      read_board,
      [](Fields& f, const Where&) -> Intent { return Watch{SessionId{f.number<std::uint64_t>("session")}}; },
      read_bare<Unwatch>,
  };
  return all;
}

Intent read(const Json& object, const Where& where) {
  if (!object.contains("do") || !object["do"].is_string()) {
    complain(Why::bad_message, "an intent has its word under 'do'", "do");
  }
  const std::string word = object["do"].get<std::string>();
  const auto found = std::ranges::find(kIntentWords, word);
  if (found == kIntentWords.end()) {
    complain(Why::bad_message, fmt::format("there is no intent '{}'; the words are {}", word, list_words(kIntentWords)), "do");
  }
  Fields fields(object, word);
  Intent intent = readers()[static_cast<std::size_t>(found - kIntentWords.begin())](fields, where);
  fields.expect_no_more();
  return intent;
}

}  // namespace

ParsedLine parse_intent(std::string_view line, const model::Model& model, const Defaults& defaults) {
  ParsedLine parsed;
  if (!text::is_utf8(line)) {
    parsed.intent = tl::unexpected(Refusal{Why::not_text, "this line is not valid UTF-8", ""});
    return parsed;
  }
  const Json object = Json::parse(line, nullptr, false);
  if (!object.is_object()) {
    parsed.intent = tl::unexpected(
        Refusal{Why::bad_message, object.is_discarded() ? "this line is not JSON" : "a line holds one JSON object", ""});
    return parsed;
  }
  if (object.contains("ref")) parsed.ref = object["ref"];
  try {
    parsed.intent = read(object, {model, defaults});
  } catch (const Complaint& complaint) {
    parsed.intent = tl::unexpected(complaint.refusal);
  }
  return parsed;
}

}  // namespace earshot::text_client
