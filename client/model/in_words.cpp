#include "client/model/in_words.h"

#include "shared/words/words.h"

namespace earshot::model {

using namespace protocol;
using words::tr_in;

std::string_view in_words(Phase v) {
  switch (v) {
    case Phase::brief: return tr_in("phase", "brief");
    case Phase::talk: return tr_in("phase", "talk");
    case Phase::recap: return tr_in("phase", "recap");
    case Phase::solve: return tr_in("phase", "solve");
    case Phase::score: return tr_in("phase", "score");
    case Phase::debrief: return tr_in("phase", "debrief");
  }
  return {};
}

std::string_view in_words(Role v) {
  switch (v) {
    case Role::customer: return tr_in("role", "customer");
    case Role::agent: return tr_in("role", "agent");
    case Role::observer: return tr_in("role", "observer");
  }
  return {};
}

std::string_view in_words(Standing v) {
  switch (v) {
    case Standing::trainee: return tr_in("in a class", "trainee");
    case Standing::trainer: return tr_in("in a class", "trainer");
  }
  return {};
}

std::string_view in_words(NoteKind v) {
  switch (v) {
    case NoteKind::fact: return tr_in("note", "fact");
    case NoteKind::feeling: return tr_in("note", "feeling");
    case NoteKind::key_point: return tr_in("note", "key point");
  }
  return {};
}

std::string_view in_words(Tally v) {
  switch (v) {
    case Tally::open_question: return tr_in("noticed", "open question");
    case Tally::feeling_named: return tr_in("noticed", "feeling named");
    case Tally::advice_early: return tr_in("noticed", "advice early");
    case Tally::interruption: return tr_in("noticed", "interruption");
    case Tally::pause: return tr_in("noticed", "pause");
  }
  return {};
}

std::string_view in_words(Modifier v) {
  switch (v) {
    case Modifier::distraction: return tr_in("challenge", "distraction");
    case Modifier::bias: return tr_in("challenge", "bias");
    case Modifier::pressure: return tr_in("challenge", "pressure");
    case Modifier::handover: return tr_in("challenge", "handover");
    case Modifier::short_time: return tr_in("challenge", "short time");
  }
  return {};
}

std::string_view in_words(StepKind v) {
  switch (v) {
    case StepKind::round: return tr_in("step of a plan", "round");
    case StepKind::warm_up: return tr_in("step of a plan", "warm up");
    case StepKind::pause: return tr_in("step of a plan", "break");
    case StepKind::talk: return tr_in("step of a plan", "talk");
  }
  return {};
}

std::string_view in_words(DropOut v) {
  switch (v) {
    case DropOut::observer: return tr_in("when a place is given up", "observer");
    case DropOut::waiting: return tr_in("when a place is given up", "waiting");
    case DropOut::triad: return tr_in("when a place is given up", "triad");
    case DropOut::trainer: return tr_in("when a place is given up", "trainer");
    case DropOut::debrief: return tr_in("when a place is given up", "debrief");
  }
  return {};
}

std::string_view in_words(Flag v) {
  switch (v) {
    case Flag::stepped_out: return tr_in("look at", "stepped out");
    case Flag::partner_lost: return tr_in("look at", "partner lost");
    case Flag::asked_help: return tr_in("look at", "asked help");
    case Flag::silent: return tr_in("look at", "silent");
    case Flag::advice_early: return tr_in("look at", "advice early");
    case Flag::one_sided: return tr_in("look at", "one sided");
  }
  return {};
}

std::string_view in_words(BoardKind v) {
  switch (v) {
    case BoardKind::people: return tr_in("leaderboard of", "people");
    case BoardKind::teams: return tr_in("leaderboard of", "teams");
    case BoardKind::improvement: return tr_in("leaderboard of", "improvement");
  }
  return {};
}

}  // namespace earshot::model
