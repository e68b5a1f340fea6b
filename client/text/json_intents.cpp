#include "client/text/json_intents.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "client/text/json_class_intents.h"
#include "client/text/json_fields.h"
#include "client/text/json_insight_intents.h"
#include "shared/base/text.h"

namespace earshot::text_client {
namespace {

using namespace protocol;

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

/// By line: how it was, in the customer's words.
void take_corrections(Fields& fields, const char* key, std::vector<LineMark>& marks) {
  for (const auto& [index, value] : fields.indexed(key)) {
    if (index >= marks.size()) complain(Why::out_of_range, fmt::format("'{}' names line {}; the recap has {}, counted from 0", key, index, marks.size()), key);
    marks[index].correction = Fields::text_of(value, key);
  }
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
  take_corrections(fields, "fact_corrections", mark.facts);
  take_corrections(fields, "feeling_corrections", mark.feelings);
  mark.missed = fields.texts_or_none("missed");
  mark.untold = fields.texts_or_none("untold");
  return mark;
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

template <class Kind>
Intent read_bare(Fields&, const Where&) {
  return Kind{};
}

using Reader = std::function<Intent(Fields&, const Where&)>;

/// In the order of kIntentWords.
const std::array<Reader, kIntentWords.size()>& readers() {
  static const std::array<Reader, kIntentWords.size()> all{
      [](Fields& f, const Where& w) -> Intent { return SignIn{f.text("token"), f.text_or("name", w.defaults.name), f.text_or("language", "")}; },
      [](Fields& f, const Where& w) -> Intent {
        return Join{f.text_or("code", w.defaults.code), f.text_or("name", w.defaults.name), f.text_or("team", ""), {}, f.text_or("language", "")};
      },
      [](Fields& f, const Where&) -> Intent { return Resume{f.text("token"), f.text_or("language", "")}; },
      read_bare<InviteTrainer>,
      read_bare<Link>,
      [](Fields& f, const Where&) -> Intent { return Redeem{f.text("code"), f.text_or("language", "")}; },
      read_bare<Leave>,
      [](Fields& f, const Where&) -> Intent { return CreateClass{f.text("name"), f.texts_or_none("teams"), f.text_or("lesson", "")}; },
      read_start_round,
      [](Fields& f, const Where&) -> Intent { return Extend{f.number<std::uint32_t>("seconds")}; },
      read_bare<Pause>,
      read_bare<Continue>,
      read_next_phase,
      read_bare<EndRound>,
      [](Fields& f, const Where&) -> Intent { return Broadcast{f.text("text")}; },
      [](Fields& f, const Where& w) -> Intent { return Whisper{person_of(f.need("to"), "to", w.model), f.text("text")}; },
      [](Fields& f, const Where& w) -> Intent {
        return Remove{person_of(f.need("person"), "person", w.model), f.flag_or("for_good", false)};
      },
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
      read_set_plan,
      [](Fields& f, const Where&) -> Intent { return PickLesson{f.text("lesson")}; },
      [](Fields& f, const Where&) -> Intent { return BeginStep{f.number<std::uint32_t>("step")}; },
      [](Fields& f, const Where&) -> Intent { return AutoRun{f.flag("on")}; },
      read_finish_at,
      [](Fields& f, const Where&) -> Intent { return EyesUp{f.flag("on"), f.text_or("text", "")}; },
      read_set_class,
      read_wish,
      read_control,
      [](Fields& f, const Where&) -> Intent { return SpeakTo{SessionId{f.number<std::uint64_t>("session")}, f.text("text")}; },
      [](Fields& f, const Where& w) -> Intent {
        return Move{person_of(f.need("person"), "person", w.model), SessionId{f.number_or<std::uint64_t>("session", 0)}};
      },
      [](Fields& f, const Where& w) -> Intent { return Mute{person_of(f.need("person"), "person", w.model), f.flag("on")}; },
      [](Fields& f, const Where& w) -> Intent { return HelpDone{person_of(f.need("person"), "person", w.model)}; },
      [](Fields& f, const Where&) -> Intent {
        return TakeSeat{SessionId{f.number<std::uint64_t>("session")}, f.word<Role>("role", kRoleWords)};
      },
      [](Fields& f, const Where& w) -> Intent {
        return Promote{person_of(f.need("person"), "person", w.model), f.flag("trainer")};
      },
      read_bare<SwapCard>,
      [](Fields& f, const Where&) -> Intent { return Retake{MessageId{f.number<std::uint64_t>("message")}, f.text("text")}; },
      [](Fields& f, const Where&) -> Intent { return OpenPing{f.number<std::uint32_t>("ping"), f.flag_or("open", true)}; },
      [](Fields& f, const Where&) -> Intent { return UseLanguage{f.text("language")}; },
      [](Fields& f, const Where&) -> Intent { return OpenCard{f.text("card"), f.text_or("language", "en")}; },
      [](Fields& f, const Where&) -> Intent {
        return SaveCard{f.text("card"), f.text_or("language", "en"), f.number_or<std::uint32_t>("base", 0), f.flag_or("publish", false),
                        f.number_or<std::uint32_t>("part", 0), f.number_or<std::uint32_t>("parts", 1), f.text("text")};
      },
      [](Fields& f, const Where&) -> Intent { return DropCard{f.text("card"), f.text_or("language", "en"), f.number<std::uint32_t>("base")}; },
      read_audit,
      read_raters,
      read_board_name,
      read_start_season,
      read_bare<EndSeason>,
      read_bare<ConfirmRoster>,
      [](Fields& f, const Where& w) -> Intent { return SetTeam{person_of(f.need("person"), "person", w.model), f.text("team")}; },
      read_bare<AskProfile>,
      read_bare<AskHistory>,
      [](Fields& f, const Where&) -> Intent { return OpenDebrief{SessionId{f.number<std::uint64_t>("session")}}; },
      [](Fields& f, const Where&) -> Intent { return AskReport{RoundId{f.number_or<std::uint64_t>("round", 0)}}; },
      [](Fields& f, const Where&) -> Intent { return SetGoal{f.text("goal")}; },
      [](Fields& f, const Where&) -> Intent { return Promise{f.text("text")}; },
      [](Fields& f, const Where&) -> Intent {
        return Rerate{SessionId{f.number<std::uint64_t>("session")}, f.number<std::uint8_t>("level")};
      },
      read_rate_session,
      [](Fields& f, const Where&) -> Intent { return KeepIntention{f.number<std::uint8_t>("level")}; },
      [](Fields& f, const Where&) -> Intent { return ReplayFrom{MessageId{f.number<std::uint64_t>("message")}}; },
      [](Fields& f, const Where&) -> Intent { return AllowQuote{MessageId{f.number<std::uint64_t>("message")}, f.flag_or("on", true)}; },
      [](Fields& f, const Where&) -> Intent { return Calibrate{f.text("transcript")}; },
      read_bare<EndCalibration>,
      read_rate_transcript,
      [](Fields& f, const Where&) -> Intent {
        return WithdrawQuote{SessionId{f.number<std::uint64_t>("session")}, MessageId{f.number<std::uint64_t>("message")}};
      },
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
  Fields fields(object, word, {"do", "ref"});
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
