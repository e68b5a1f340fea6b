// All that a client may ask for. Numbers are append-only: a retired one stays retired.
//
// What is asked and what is told of one concern stand together. In the order of a conversation:
//
//   sign_in.h       who is there
//   class.h         members, settings, what its trainer says
//   content.h       cards and the rubric, and writing cards
//   lesson.h        the class's plan
//   round.h         how people come to play, and what a trainer sees of it
//   session.h       who is in it, and how far it is
//   brief.h         the two sides of a card
//   talk.h          lines, feelings, facts, notes, what the observer counts
//   recap.h         what was heard, and the customer's marks
//   score.h         ratings, the outcome, the evidence
//   debrief.h       what only now everybody learns
//   calibration.h   rating one transcript together
//   board.h         seasons, leaderboards, and what stands behind each number
//   progress.h      what becomes of somebody's practice
//
// A struct says what is carried; `validate.h` says which values are allowed; the server's domain says when.
#pragma once

#include <cstdint>
#include <variant>

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

using Intent =
    std::variant<SignIn, Join, Resume, InviteTrainer, Link, Redeem, Leave, CreateClass, StartRound, Extend, Pause, Continue,
                 NextPhase, EndRound, Broadcast, Whisper, Remove, Queue, Unqueue, Ready, Say, Typing, Feel, Reveal, PlayBeat,
                 TakeNote, Breathe, StepOut, Help, Heated, TapTally, Recap, Mark, Rate, Outcome, React, Intend, AskBoard,
                 Watch, Unwatch, SetPlan, PickLesson, BeginStep, AutoRun, FinishAt, EyesUp, SetClass, SetWish, ControlSession,
                 SpeakTo, Move, Mute, HelpDone, TakeSeat, Promote, SwapCard, Retake, OpenPing, UseLanguage, OpenCard, SaveCard,
                 DropCard, AskAudit, AskRaters, SetBoardName, StartSeason, EndSeason, ConfirmRoster, SetTeam, AskProfile,
                 AskHistory, OpenDebrief, AskReport, SetGoal, Promise, Rerate, RateSession, KeepIntention, ReplayFrom,
                 AllowQuote, Calibrate, EndCalibration, RateTranscript, WithdrawQuote>;

/// An intent as it travels. `number` counts up per device from 1 and makes the intent exactly-once;
/// 0 marks what is never stored and never resent (Typing, and whatever comes before there is a device).
struct NumberedIntent {
  std::uint64_t number = 0;
  Intent intent;
};

}  // namespace earshot::protocol
