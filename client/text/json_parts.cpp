#include "client/text/json_parts.h"

#include <algorithm>
#include <utility>

namespace earshot::text_client {

using namespace protocol;

namespace {

Json named(const Named& one) { return {{"id", one.id}, {"text", one.text}}; }
Json offer(const OfferShown& one) { return {{"title", one.title}, {"detail", one.detail}}; }

Json fact(const FactShown& one) {
  Json out{{"id", one.id}, {"label", one.label}, {"text", one.text}, {"rule", word(one.rule)}};
  put_text(out, "topic", one.topic);
  if (one.rule == FactRule::if_heard) out["level"] = one.level;
  return out;
}

Json share(const Share& one) { return {{"points", one.points}, {"of", one.of}}; }

/// The card's facts, each with what became of it.
Json fact_outcomes(const model::Session& session) {
  Json out = Json::array();
  if (!session.customer || !session.debrief) return out;
  for (const FactShown& one : session.customer->facts) {
    Json entry = fact(one);
    const auto told = std::ranges::find(session.debrief->told, one.id, &ToldFact::fact);
    entry["told"] = told != session.debrief->told.end();
    if (told != session.debrief->told.end()) {
      entry.update({{"earned", told->earned}, {"captured", told->captured}, {"told_at", told->at.ms}});
    }
    out.push_back(std::move(entry));
  }
  return out;
}

Json transcript(const model::Session& session) {
  Json out = Json::array();
  for (const Line& line : session.lines) {
    Json entry = to_json(line);
    if (session.debrief && std::ranges::find(session.debrief->heated, line.id) != session.debrief->heated.end()) {
      entry["heated"] = true;
    }
    out.push_back(std::move(entry));
  }
  return out;
}

Json recaps(const model::Session& session) {
  Json out = Json::array();
  for (const model::RecapRound& round : session.recaps) {
    Json entry{{"attempt", out.size() + 1}};
    entry.update(to_json(round.recap));
    entry["at"] = to_unix_ms(round.at);
    if (round.marks) entry["marks"] = to_json(*round.marks, round.missed);
    out.push_back(std::move(entry));
  }
  return out;
}

Json people(const model::Session& session) {
  return map_to(session.people, [](const model::Seat& seat) {
    return Json{{"person", seat.person.value}, {"name", seat.name}, {"role", word(seat.role)}};
  });
}

}  // namespace

void put_text(Json& out, const char* key, std::string_view text) {
  if (!text.empty()) out[key] = text;
}

Json to_json(const Member& member) {
  Json out{{"person", member.person.value}, {"name", member.name}};
  put_text(out, "team", member.team);
  out["standing"] = word(member.standing);
  out["present"] = member.present;
  if (member.muted) out["muted"] = true;
  return out;
}

Json to_json(const CardSummary& card) {
  Json out{{"id", card.id},           {"title", card.title},       {"sector", card.sector},
           {"difficulty", card.difficulty}, {"variants", card.variants}, {"talk_minutes", card.talk_minutes}};
  put_text(out, "content_note", card.content_note);
  if (!card.modifiers.empty()) out["modifiers"] = words_of(card.modifiers);
  if (card.warm_up) out["warm_up"] = true;
  out["languages"] = card.languages;
  if (!card.tags.empty()) out["tags"] = card.tags;
  if (!card.skills.empty()) out["skills"] = card.skills;
  put_text(out, "follows", card.follows);
  put_text(out, "later", card.later);
  return out;
}

Json to_json(const Criterion& criterion) {
  Json out{{"id", criterion.id}, {"name", criterion.name}};
  put_text(out, "step", criterion.step);
  out["levels"] = criterion.levels;
  return out;
}

Json to_json(const FocusSet& set) { return {{"name", set.name}, {"criteria", set.criteria}}; }

Json to_json(const Participant& one) {
  return {{"person", one.person.value}, {"name", one.name}, {"role", word(one.role)}, {"state", word(one.state)}};
}

Json to_json(const SessionShown& session) {
  Json out{{"session", session.session.value}, {"round", session.round.value},   {"card", session.card},
           {"customer", session.customer.value}, {"agent", session.agent.value}};
  if (session.observer) out["observer"] = session.observer.value;
  out.update({{"phase", word(session.phase)}, {"open", session.open}, {"ends_at", session.ends_at.ms},
              {"lines", session.lines}, {"told", session.told}, {"felt", session.felt}, {"kind", word(session.kind)},
              {"paused", session.paused}, {"now", session.now.ms}, {"curve", session.curve}, {"flags", words_of(session.flags)}});
  return out;
}

Json to_json(const CustomerBrief& brief) {
  Json out{{"side", "customer"}};
  put_text(out, "name", brief.name);
  put_text(out, "subtitle", brief.subtitle);
  put_text(out, "situation", brief.situation);
  put_text(out, "want", brief.want);
  put_text(out, "stake", brief.stake);
  put_text(out, "manner", brief.manner);
  put_text(out, "opening", brief.opening);
  put_text(out, "goal", brief.goal);
  out["felt_start"] = brief.felt_start;
  out["feelings"] = map_to(brief.feelings, [](const FeelingShown& one) {
    return Json{{"id", one.id}, {"name", one.name}, {"reason", one.reason}, {"intensity", one.intensity}};
  });
  out["facts"] = map_to(brief.facts, fact);
  out["resolution"] = map_to(brief.resolution, named);
  out["prevention"] = map_to(brief.prevention, named);
  out["presses"] = map_to(brief.presses, named);
  return out;
}

Json to_json(const AgentBrief& brief) {
  Json out{{"side", "agent"}};
  put_text(out, "customer_name", brief.customer_name);
  put_text(out, "name", brief.name);
  put_text(out, "company", brief.company);
  put_text(out, "subtitle", brief.subtitle);
  put_text(out, "about", brief.about);
  put_text(out, "policy", brief.policy);
  put_text(out, "success", brief.success);
  put_text(out, "remember", brief.remember);
  out["may_offer"] = map_to(brief.may_offer, offer);
  out["ask_first"] = map_to(brief.ask_first, offer);
  put_text(out, "ask_whom", brief.ask_whom);
  out["not_yours"] = map_to(brief.not_yours, offer);
  out["history"] = map_to(brief.history, [](const HistoryShown& one) {
    return Json{{"when", one.when}, {"by", one.by}, {"text", one.text}};
  });
  return out;
}

Json to_json(const Line& line) {
  Json out{{"id", line.id.value}, {"from", line.from.value}};
  out["role"] = word(line.role);
  out.update({{"text", line.text}, {"at", line.at.ms}, {"phase", word(line.phase)}});
  return out;
}

Json to_json(const ShelfEntry& entry) {
  return {{"card", entry.card},   {"language", entry.language},   {"title", entry.title}, {"version", entry.version},
          {"draft", entry.draft}, {"published", entry.published}, {"by", entry.by},       {"at", entry.at.ms}};
}

Json to_json(const Recap& recap) {
  return {{"text", recap.text}, {"facts", recap.facts}, {"feelings", recap.feelings}};
}

Json to_json(const Mark& mark, std::uint32_t missed) {
  const auto verdict = [](const LineMark& one) { return one.confirmed ? "confirmed" : "wrong"; };
  Json facts = Json::object();
  Json is = Json::object();
  for (std::size_t i = 0; i < mark.facts.size(); ++i) {
    facts[std::to_string(i)] = verdict(mark.facts[i]);
    if (!mark.facts[i].is.empty()) is[std::to_string(i)] = mark.facts[i].is;
  }
  Json feelings = Json::object();
  for (std::size_t i = 0; i < mark.feelings.size(); ++i) {
    const LineMark& one = mark.feelings[i];
    feelings[std::to_string(i)] = one.confirmed && !one.is.empty() ? one.is : verdict(one);
  }
  const auto corrections = [](const std::vector<LineMark>& marks) {
    Json out = Json::object();
    for (std::size_t i = 0; i < marks.size(); ++i) {
      if (!marks[i].correction.empty()) out[std::to_string(i)] = marks[i].correction;
    }
    return out;
  };
  return {{"facts", std::move(facts)}, {"is", std::move(is)},     {"feelings", std::move(feelings)},
          {"missed", mark.missed},     {"untold", mark.untold}, {"missed_count", missed},
          {"fact_corrections", corrections(mark.facts)},         {"feeling_corrections", corrections(mark.feelings)}};
}

Json to_json(PersonId by, const Rate& rate) {
  Json levels = Json::object();
  for (const CriterionLevel& entry : rate.levels) levels[entry.criterion] = entry.level ? Json(*entry.level) : Json();
  Json out{{"by", by.value}, {"of", rate.of.value}, {"levels", std::move(levels)}, {"keep", rate.keep}, {"next", rate.next}};
  if (rate.moments.size() == 1 && rate.moments.front().criterion.empty()) {
    out["evidence"] = rate.moments.front().message.value;
  } else if (!rate.moments.empty()) {
    Json& evidence = out["evidence"] = Json::object();
    for (const CriterionMoment& moment : rate.moments) evidence[moment.criterion] = moment.message.value;
  }
  return out;
}

Json to_json(const Outcome& outcome) {
  return {{"solved", outcome.solved},         {"satisfied", outcome.satisfied},   {"stay", outcome.stay},
          {"recommend", outcome.recommend},   {"resolution", outcome.resolution}, {"prevention", outcome.prevention},
          {"again", outcome.again}};
}

Json to_json(const Evidence& evidence) {
  return {{"capture", share(evidence.capture)},       {"disclosure", share(evidence.disclosure)},
          {"resolution", share(evidence.resolution)}, {"prevention", share(evidence.prevention)},
          {"invented", evidence.invented},            {"told_again", evidence.told_again},
          {"total", share(evidence.total)}};
}

Json to_json(const ClassSettings& settings) {
  return {{"triads", settings.triads},     {"late", word(settings.late)}, {"drop_out", word(settings.drop_out)},
          {"warm_ups", settings.warm_ups}, {"listed", settings.listed},   {"seat_held_seconds", settings.seat_held_seconds},
          {"language", settings.language}};
}

Json to_json(const PlanStep& step) {
  return {{"kind", word(step.kind)}, {"title", step.title}, {"cards", step.cards},       {"modifiers", words_of(step.modifiers)},
          {"minutes", step.minutes}, {"focus", step.focus}, {"mode", word(step.mode)}, {"triads", step.triads},
          {"swap", step.swap}};
}

Json to_json(const PlanShown& shown) {
  Json out;
  put_text(out, "id", shown.plan.id);
  out.update({{"title", shown.plan.title}, {"steps", list_of(shown.plan.steps)}});
  if (shown.step) out["step"] = *shown.step;
  out.update({{"step_over", shown.step_over}, {"auto_run", shown.auto_run}});
  if (shown.finish_at) out["finish_at"] = shown.finish_at->ms;
  if (shown.step_ends_at) out["step_ends_at"] = shown.step_ends_at->ms;
  return out;
}

Json to_json(const LessonSummary& lesson) {
  return {{"id", lesson.id}, {"title", lesson.title}, {"about", lesson.about}, {"steps", lesson.steps}, {"minutes", lesson.minutes}};
}

Json to_json(const HelpRequest& request) {
  Json out{{"person", request.person.value}};
  if (request.session) out["session"] = request.session.value;
  out.update({{"text", request.text}, {"at", request.at.ms}});
  return out;
}

Json to_json(const WishPair& pair) {
  return {{"one", pair.one.value}, {"other", pair.other.value}, {"wish", word(pair.wish)}};
}

Json to_json(const PingShown& ping) {
  Json out{{"ping", ping.ping}, {"from", ping.from}, {"text", ping.text}};
  put_text(out, "inside", ping.inside);
  out.update({{"open", ping.open}, {"at", ping.at.ms}});
  return out;
}

Json to_json(const RetakeShown& retake) {
  return {{"person", retake.person.value}, {"message", retake.message.value}, {"text", retake.text}};
}

Json to_json(const ModifierTold& told) {
  return {{"modifier", word(told.modifier)}, {"what", told.what}, {"truth", told.truth}};
}

Json to_json(const SceneNote& note) { return {{"text", note.text}, {"at", note.at.ms}}; }

Json to_json(const ReplayShown& replay) {
  Json out = Json::object();
  if (replay.from) out["from"] = replay.from.value;
  if (replay.asked_by) out["asked_by"] = replay.asked_by.value;
  out["on"] = replay.on;
  if (replay.first) out["first"] = replay.first.value;
  return out;
}

Json to_json(const IntentionKept& kept) {
  return {{"person", kept.person.value}, {"meant", kept.meant}, {"level", kept.level}};
}

Json to_json(const SignalCount& signal) {
  return {{"kind", word(signal.kind)}, {"person", signal.person.value}, {"count", signal.count}, {"first", signal.first.value}};
}

Json debrief_parts(const model::Session& session, const model::Model& model) {
  Json out{{"card", session.card}, {"title", session.title}, {"role", word(session.role)}, {"focus", session.focus},
           {"people", people(session)}};
  if (session.customer) out["customer"] = to_json(*session.customer);
  if (session.agent) out["agent"] = to_json(*session.agent);
  out["transcript"] = transcript(session);
  out["facts"] = fact_outcomes(session);
  out["recaps"] = recaps(session);
  if (session.outcome) out["outcome"] = to_json(*session.outcome);
  if (const auto& debrief = session.debrief) {
    out["evidence"] = to_json(debrief->evidence);
    out["peer"] = map_to(debrief->peer, [&](const CriterionMean& mean) {
      const Criterion* known = model::find_criterion(model, mean.criterion);
      return Json{{"criterion", mean.criterion}, {"name", known ? known->name : mean.criterion}, {"mean", mean.mean}, {"n", mean.n}};
    });
    out["talk_started"] = debrief->talk_started.ms;
    out["talk_ended"] = debrief->talk_ended.ms;
    out["curve"] = map_to(debrief->curve, [](const FeltPoint& point) { return Json{{"at", point.at.ms}, {"level", point.level}}; });
    out["beats"] = map_to(debrief->beats, named);
    Json tallies = Json::object();
    for (const TallyCount& one : debrief->tallies) tallies[std::string(word(one.kind))] = one.count;
    out["tallies"] = std::move(tallies);
    out["questions"] = debrief->questions;
    out["signals"] = list_of(debrief->signals);
  }
  if (session.modifiers) out["modifiers"] = list_of(session.modifiers->told);
  if (!session.retakes.empty()) out["retakes"] = list_of(session.retakes);
  if (!session.kept.empty()) out["kept"] = list_of(session.kept);
  if (!session.scene.empty()) out["scene"] = list_of(session.scene);
  out["ratings"] = map_to(session.ratings, [](const model::Rating& one) { return to_json(one.by, one.rate); });
  out["reactions"] = map_to(session.reactions, [](const model::Said& one) {
    return Json{{"person", one.person.value}, {"word", one.text}};
  });
  out["intentions"] = map_to(session.intentions, [](const model::Said& one) {
    return Json{{"person", one.person.value}, {"text", one.text}};
  });
  return out;
}

}  // namespace earshot::text_client
