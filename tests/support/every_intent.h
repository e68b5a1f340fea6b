// One intent of every kind, for tests that ask for all of them.
#pragma once

#include <vector>

#include "shared/protocol/intents.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::testing {

/// About `person`, who is a member, and `session`, which is open. Most of them come at a wrong moment; none is refused
/// for its values before that.
inline std::vector<protocol::Intent> every_intent(PersonId person, SessionId session) {
  using namespace protocol;
  return {SignIn{"token", "Tess"},
          Join{"ABCD", "Ann", {}, {}},
          Resume{"token"},
          InviteTrainer{},
          Link{},
          Redeem{"code"},
          Leave{},
          CreateClass{"Class", {}},
          StartRound{"lamp", 0, 0, {}, Mode::chat},
          Extend{60},
          Pause{},
          Continue{},
          NextPhase{},
          EndRound{},
          Broadcast{"Listen."},
          Whisper{person, "Well done."},
          Remove{person},
          Queue{},
          Unqueue{},
          Ready{},
          Say{"Hello."},
          Typing{},
          Feel{3},
          Reveal{"nothing", true},
          PlayBeat{"nothing"},
          TakeNote{NoteKind::fact, "Note", {}},
          Breathe{},
          StepOut{},
          Help{"Please come."},
          Heated{MessageId{99}},
          TapTally{},
          Recap{"So", {"fact"}, {}},
          Mark{},
          Rate{person, {{"attention", 3}}, {}, {}, {}},
          Outcome{3, 3, 3, 3, {}, {}, {}},
          React{"good"},
          Intend{"to ask"},
          AskBoard{BoardKind::people, {BoardWindow::all}},
          Watch{session},
          Unwatch{},
          SetPlan{Plan{{}, "Plan", {PlanStep{StepKind::pause, "Tea", {}, {}, 5, {}}}}},
          PickLesson{"lesson"},
          BeginStep{0},
          AutoRun{true},
          FinishAt{},
          EyesUp{true, "Look here."},
          SetClass{},
          SetWish{{person, PersonId{1}, Wish::apart}},
          ControlSession{session, SessionAct::move_on, 0},
          SpeakTo{session, "You two."},
          Move{person, session},
          Mute{person, true},
          HelpDone{person},
          TakeSeat{session, Role::agent},
          Promote{person, true},
          SwapCard{},
          Retake{MessageId{99}, "Again."},
          OpenPing{1, true},
          UseLanguage{"de"},
          OpenCard{"lamp", "en"},
          SaveCard{"lamp", "en", 0, false, 0, 1, "id: lamp"},
          DropCard{"lamp", "en", 0},
          AskAudit{{}, BoardScope{BoardWindow::all}},
          AskRaters{},
          SetBoardName{},
          StartSeason{"Spring"},
          EndSeason{},
          ConfirmRoster{},
          SetTeam{person, {}},
          AskProfile{},
          AskHistory{},
          OpenDebrief{SessionId{999}},
          AskReport{},
          SetGoal{},
          Promise{"to ask"},
          Rerate{SessionId{999}, 3},
          RateSession{session, {person, {{"attention", 3}}, {}, {}, {}}},
          KeepIntention{3},
          ReplayFrom{},
          AllowQuote{MessageId{99}, true},
          Calibrate{"nothing"},
          EndCalibration{},
          RateTranscript{{{"attention", 3}}},
          WithdrawQuote{session, MessageId{1}}};
}

/// Intents that the hub answers without asking the class.
inline constexpr std::size_t kAnsweredByHub = 26;
inline bool is_answered_by_hub(const protocol::Intent& intent) {
  using namespace protocol;
  return std::visit(
      []<class T>(const T&) {
        return std::is_same_v<T, SignIn> || std::is_same_v<T, Join> || std::is_same_v<T, Resume> || std::is_same_v<T, Redeem> ||
               std::is_same_v<T, InviteTrainer> || std::is_same_v<T, Link> || std::is_same_v<T, CreateClass> ||
               std::is_same_v<T, Typing> || std::is_same_v<T, AskBoard> || std::is_same_v<T, Watch> || std::is_same_v<T, Unwatch> ||
               std::is_same_v<T, UseLanguage> || std::is_same_v<T, OpenCard> || std::is_same_v<T, SaveCard> || std::is_same_v<T, DropCard> ||
               std::is_same_v<T, AskAudit> || std::is_same_v<T, AskRaters> || std::is_same_v<T, SetBoardName> ||
               std::is_same_v<T, StartSeason> || std::is_same_v<T, EndSeason> || std::is_same_v<T, AskProfile> ||
               std::is_same_v<T, AskHistory> || std::is_same_v<T, OpenDebrief> || std::is_same_v<T, AskReport> ||
               std::is_same_v<T, Rerate> || std::is_same_v<T, SetGoal>;
      },
      intent);
}

/// Refusals for what somebody is, not for what they ask or when.
inline bool is_about_rights(protocol::Why why) {
  using protocol::Why;
  return why == Why::not_allowed || why == Why::not_your_role || why == Why::not_signed_in || why == Why::not_in_class ||
         why == Why::not_in_session;
}

}  // namespace earshot::testing
