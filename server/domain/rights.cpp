#include "server/domain/rights.h"

#include <algorithm>
#include <utility>

namespace earshot::domain {
namespace {

constexpr Whos kCustomer = bit(Who::customer);
constexpr Whos kAgent = bit(Who::agent);
constexpr Whos kObserver = bit(Who::observer);
constexpr Whos kSeats = kCustomer | kAgent | kObserver;
constexpr Whos kTrainees = bit(Who::waiting) | bit(Who::queued) | kSeats;
constexpr Whos kTrainers = bit(Who::owner) | bit(Who::co_trainer) | bit(Who::watcher);
constexpr Whos kMembers = kTrainers | kTrainees;
constexpr Whos kServerTrainer = bit(Who::server_trainer);
constexpr Whos kKnown = bit(Who::outsider) | kServerTrainer | kMembers;
constexpr Whos kAll = bit(Who::stranger) | kKnown;

constexpr std::string_view kAuthorsOnly = "only trainers of this server write its cards; sign in with your trainer token";
constexpr std::string_view kSeasonsOnly = "only trainers of this server begin and end seasons; sign in with your trainer token";
constexpr std::string_view kTrainersOnly = "only a trainer of this class can do this";

struct Right {
  std::uint16_t number = 0;
  std::string_view name;
  Whos who = 0;
  std::string_view otherwise;  ///< said to those in reach of it who may not
};

template <class Intent>
constexpr Right row(std::string_view name, Whos who, std::string_view otherwise) {
  return {Intent::kNumber, name, who, otherwise};
}

/// In the order of protocol::Intent.
constexpr std::array kRights{
    row<protocol::SignIn>("SignIn", kAll, {}),
    row<protocol::Join>("Join", kAll, {}),
    row<protocol::Resume>("Resume", kAll, {}),
    row<protocol::InviteTrainer>("InviteTrainer", kServerTrainer, "only trainers invite trainers"),
    row<protocol::Link>("Link", kKnown, {}),
    row<protocol::Redeem>("Redeem", kAll, {}),
    row<protocol::Leave>("Leave", kMembers, {}),
    row<protocol::CreateClass>("CreateClass", kServerTrainer, "only trainers create classes; sign in with your trainer token"),
    row<protocol::StartRound>("StartRound", kTrainers, kTrainersOnly),
    row<protocol::Extend>("Extend", kTrainers, kTrainersOnly),
    row<protocol::Pause>("Pause", kTrainers, kTrainersOnly),
    row<protocol::Continue>("Continue", kTrainers, kTrainersOnly),
    row<protocol::NextPhase>("NextPhase", kTrainers, kTrainersOnly),
    row<protocol::EndRound>("EndRound", kTrainers, kTrainersOnly),
    row<protocol::Broadcast>("Broadcast", kTrainers, kTrainersOnly),
    row<protocol::Whisper>("Whisper", kTrainers, kTrainersOnly),
    row<protocol::Remove>("Remove", kTrainers, kTrainersOnly),
    row<protocol::Queue>("Queue", kTrainees, "trainers play only if they join as trainees"),
    row<protocol::Unqueue>("Unqueue", kTrainees, "trainers play only if they join as trainees"),
    row<protocol::Ready>("Ready", kSeats, {}),
    row<protocol::Say>("Say", kSeats, {}),
    row<protocol::Typing>("Typing", kSeats, {}),
    row<protocol::Feel>("Feel", kCustomer, "only the customer says how heard they feel"),
    row<protocol::Reveal>("Reveal", kCustomer, "only the customer tells facts"),
    row<protocol::PlayBeat>("PlayBeat", kCustomer, "only the customer plays beats"),
    row<protocol::TakeNote>("TakeNote", kSeats, {}),
    row<protocol::Breathe>("Breathe", kAgent, "'take a breath' is the agent's"),
    row<protocol::StepOut>("StepOut", kSeats, {}),
    row<protocol::Help>("Help", kTrainees, "a trainer is who helps: nobody else would hear you"),
    row<protocol::Heated>("Heated", kSeats, {}),
    row<protocol::TapTally>("TapTally", kObserver, "only the observer taps"),
    row<protocol::Recap>("Recap", kAgent, "only the agent gives the recap"),
    row<protocol::Mark>("Mark", kCustomer, "only the customer marks the recap"),
    row<protocol::Rate>("Rate", kSeats, {}),
    row<protocol::Outcome>("Outcome", kCustomer, "only the customer answers for the outcome"),
    row<protocol::React>("React", kSeats, {}),
    row<protocol::Intend>("Intend", kSeats, {}),
    row<protocol::AskBoard>("AskBoard", kKnown, {}),
    row<protocol::Watch>("Watch", kTrainers, "only a trainer of this class can watch"),
    row<protocol::Unwatch>("Unwatch", kTrainers, "only a trainer of this class can watch"),
    row<protocol::SetPlan>("SetPlan", kTrainers, kTrainersOnly),
    row<protocol::PickLesson>("PickLesson", kTrainers, kTrainersOnly),
    row<protocol::BeginStep>("BeginStep", kTrainers, kTrainersOnly),
    row<protocol::AutoRun>("AutoRun", kTrainers, kTrainersOnly),
    row<protocol::FinishAt>("FinishAt", kTrainers, kTrainersOnly),
    row<protocol::EyesUp>("EyesUp", kTrainers, kTrainersOnly),
    row<protocol::SetClass>("SetClass", kTrainers, kTrainersOnly),
    row<protocol::SetWish>("SetWish", kTrainers, kTrainersOnly),
    row<protocol::ControlSession>("ControlSession", kTrainers, kTrainersOnly),
    row<protocol::SpeakTo>("SpeakTo", kTrainers, kTrainersOnly),
    row<protocol::Move>("Move", kTrainers, kTrainersOnly),
    row<protocol::Mute>("Mute", kTrainers, kTrainersOnly),
    row<protocol::HelpDone>("HelpDone", kTrainers, kTrainersOnly),
    row<protocol::TakeSeat>("TakeSeat", kTrainers, kTrainersOnly),
    row<protocol::Promote>("Promote", kTrainers, kTrainersOnly),
    row<protocol::SwapCard>("SwapCard", kSeats, {}),
    row<protocol::Retake>("Retake", kSeats, {}),
    row<protocol::OpenPing>("OpenPing", kAgent, "only the agent gets what comes in beside the talk"),
    row<protocol::UseLanguage>("UseLanguage", kKnown, {}),
    row<protocol::OpenCard>("OpenCard", kServerTrainer, kAuthorsOnly),
    row<protocol::SaveCard>("SaveCard", kServerTrainer, kAuthorsOnly),
    row<protocol::DropCard>("DropCard", kServerTrainer, kAuthorsOnly),
    row<protocol::AskAudit>("AskAudit", kKnown, {}),
    row<protocol::AskRaters>("AskRaters", kTrainers, kTrainersOnly),
    row<protocol::SetBoardName>("SetBoardName", kKnown, {}),
    row<protocol::StartSeason>("StartSeason", kServerTrainer, kSeasonsOnly),
    row<protocol::EndSeason>("EndSeason", kServerTrainer, kSeasonsOnly),
    row<protocol::ConfirmRoster>("ConfirmRoster", kTrainers, kTrainersOnly),
    row<protocol::SetTeam>("SetTeam", kTrainers, kTrainersOnly),
    row<protocol::AskProfile>("AskProfile", kKnown, {}),
    row<protocol::AskHistory>("AskHistory", kKnown, {}),
    row<protocol::OpenDebrief>("OpenDebrief", kKnown, {}),
    row<protocol::AskReport>("AskReport", kTrainers, kTrainersOnly),
    row<protocol::SetGoal>("SetGoal", kTrainers, kTrainersOnly),
    row<protocol::Promise>("Promise", kTrainees, "promises are the trainees'"),
    row<protocol::Rerate>("Rerate", kKnown, {}),
    row<protocol::RateSession>("RateSession", kTrainers, kTrainersOnly),
    row<protocol::KeepIntention>("KeepIntention", kSeats, {}),
    row<protocol::ReplayFrom>("ReplayFrom", kCustomer | kAgent, "customer and agent play again"),
    row<protocol::AllowQuote>("AllowQuote", kSeats, {}),
    row<protocol::Calibrate>("Calibrate", kTrainers, kTrainersOnly),
    row<protocol::EndCalibration>("EndCalibration", kTrainers, kTrainersOnly),
    row<protocol::RateTranscript>("RateTranscript", kMembers, {}),
    row<protocol::WithdrawQuote>("WithdrawQuote", kMembers, {}),
};

template <std::size_t... Is>
constexpr bool in_order(std::index_sequence<Is...>) {
  return ((kRights[Is].number == std::variant_alternative_t<Is, protocol::Intent>::kNumber) && ...);
}
static_assert(kRights.size() == kIntents && in_order(std::make_index_sequence<kIntents>{}),
              "every kind of intent has its row, in the order of the variant");

}  // namespace

std::string_view intent_name(std::size_t intent) { return kRights.at(intent).name; }

bool may(Whos who, std::size_t intent) { return (kRights.at(intent).who & who) != 0; }

Whos who_in(const Class& klass, PersonId person) {
  const ClassMember* member = klass.member(person);
  if (!member) return bit(Who::outsider);
  Whos who = 0;
  if (member->standing == Standing::trainer) who |= person == klass.owner ? bit(Who::owner) : bit(Who::co_trainer);
  const Session* session = klass.session_of(person);
  const Seat* seat = session ? session->seat_of(person) : nullptr;
  if (seat && seat->state != PresenceState::gone) {
    constexpr std::array kOfRole{kCustomer, kAgent, kObserver};
    who |= kOfRole[static_cast<std::size_t>(seat->role)];
  }
  if (who != 0) return who;
  const bool queued = std::ranges::find(klass.queue, person, &Waiter::person) != klass.queue.end();
  return queued ? bit(Who::queued) : bit(Who::waiting);
}

std::optional<Refusal> not_yours(Whos who, const protocol::Intent& intent) {
  const Right& right = kRights.at(intent.index());
  if ((right.who & who) != 0) return {};
  const std::string otherwise(right.otherwise);
  if (right.who == kServerTrainer) return Refusal{Why::not_allowed, otherwise, {}};
  if (who == bit(Who::stranger)) return Refusal{Why::not_signed_in, "join a class first", {}};
  if ((who & bit(Who::outsider)) != 0) return Refusal{Why::not_in_class, "you are in no class; join one with its code", {}};
  const bool of_a_session = (right.who & kSeats) != 0 && (right.who & bit(Who::waiting)) == 0;
  if (!of_a_session) return Refusal{Why::not_allowed, otherwise, {}};
  if ((who & kSeats) == 0) return Refusal{Why::not_in_session, "you are in no role-play right now", {}};
  return Refusal{Why::not_your_role, otherwise, {}};
}

}  // namespace earshot::domain
