// All that the server tells a client, concern by concern as intents.h lists them; how it answers any intent: answer.h.
// Numbers are append-only.
//
// Each message is a delta or a page and stays under the message limit; client/model composes the whole.
// What a message holds was projected for its receiver: nothing in it is for anybody else's eyes.
#pragma once

#include <variant>

#include "shared/protocol/answer.h"
#include "shared/protocol/board.h"
#include "shared/protocol/brief.h"
#include "shared/protocol/calibration.h"
#include "shared/protocol/class.h"
#include "shared/protocol/content.h"
#include "shared/protocol/debrief.h"
#include "shared/protocol/lesson.h"
#include "shared/protocol/progress.h"
#include "shared/protocol/recap.h"
#include "shared/protocol/round.h"
#include "shared/protocol/score.h"
#include "shared/protocol/session.h"
#include "shared/protocol/sign_in.h"
#include "shared/protocol/talk.h"

namespace earshot::protocol {

using ServerMessage =
    std::variant<Welcome, Accepted, Refused, TrainerInvite, LinkCode, ClassEntered, MemberPage, MemberLeft, CardPage,
                 RubricShown, RoundShown, Waiting, SessionShown, TrainerNotice, BroadcastShown, WhisperShown, ClassLeft,
                 Paired, CustomerBrief, AgentBrief, PhaseShown, ReadyShown, PartnerShown, Lines, TypingShown, BeatShown,
                 TimeJumped, FeltShown, ToldShown, NoteShown, BreathShown, RecapShown, MarksShown, RatingShown,
                 OutcomeShown, DebriefShown, ReactionShown, IntentionShown, SessionClosed, TallyShown, BoardPage, SettingsShown,
                 PlanShown, LessonPage, EyesUpShown, HelpShown, WishesShown, SeatShown, PingShown, RetakeShown, ModifiersShown,
                 SceneNote, CardSource, ShelfPage, AuditShown, RatersShown, SeasonsShown, RosterShown, ProfileShown,
                 HistoryPage, PastPart, ReportShown, QuotesShown, GoalShown, PromisesShown, ReplayShown, IntentionKept,
                 CalibrationShown, CalibrationResult>;

}  // namespace earshot::protocol
