#include "client/views/app.h"

#include "client/views/calibration.h"
#include "client/views/editor.h"
#include "client/views/editor_store.h"
#include "client/views/eyes_up.h"
#include "client/views/page.h"
#include "client/views/progress.h"
#include "client/views/screens.h"
#include "client/views/trainer_parts.h"
#include "client/views/trainer_review.h"
#include "client/widgets/kit.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using words::tr;

using protocol::Phase;

void play_screen(const PlayView& view, State& state) {
  PlayState& play = state.play;
  switch (view.session.phase) {
    case Phase::brief: brief_screen(view); break;
    case Phase::talk: talk_screen(view, play); break;
    case Phase::recap: recap_screen(view, play); break;
    case Phase::solve: solve_screen(view, play); break;
    case Phase::score: score_screen(view, play.score); break;
    case Phase::debrief: debrief_screen(view, play, false); break;
  }
}

/// A new session starts with clean fields; a new phase with the keyboard where the work is.
void notice_changes(const model::Session& session, State& state) {
  if (state.play.session != session.id) {
    state.play = PlayState{};
    state.play.session = session.id;
    state.stepping_out = false;
  }
  if (state.play.phase == session.phase) return;
  state.play.phase = session.phase;
  state.stepping_out = false;
  const bool talks = session.mode == protocol::Mode::chat && session.role != protocol::Role::observer && !session.watching;
  if (session.phase == Phase::brief) widgets::kit().focus(tr("I am ready"));
  if (talks && (session.phase == Phase::talk || session.phase == Phase::solve)) widgets::kit().focus(tr("Your message"));
  if (session.phase == Phase::recap && session.role == protocol::Role::agent) widgets::kit().focus(tr("Your recap"));
}

bool is_trainer(const model::Model& model) {
  return model.in_class ? model.in_class->standing == protocol::Standing::trainer : model.self.trainer;
}

void inside(View view, const Frame& frame, const Box& window, State& state) {
  const auto& model = view.model;
  connection_banner(view, view.content);
  // A card that is being written is saved whatever is on the screen.
  if (state.editor.open && model.self.trainer) follow(view, state.editor);
  const bool plays = model.session && !model.session->watching;
  const std::string rated = state.calibration.transcript;
  notice_calibration(model, state.calibration);
  if (state.calibration.transcript != rated) state.place = Place::home;  // everybody is waited for
  if (plays) put_away(model, state.calibration);
  if (plays) {
    state.place = Place::home;
    notice_changes(*model.session, state);
    standing_banner({view, *model.session}, view.content);
    const PlayView play{view, *model.session};
    play_bar(play, frame.bar, state);
    const widgets::Dim dim(play.live() ? 1.0F : 0.7F);
    play_screen(play, state);
    breath_pause(play, window);
    step_out_dialog(play, window, state);
  } else if (state.place == Place::library && model.self.trainer) {
    library_screen(view, frame.bar, window, state);
  } else if (state.place == Place::editor && model.self.trainer) {
    editor_screen(view, frame.bar, window, state);
  } else if (state.place == Place::board && model.in_class) {
    plain_bar(view, frame.bar, tr("Leaderboard"));
    if (!is_trainer(model)) place_links(view, frame.bar, state);
    board_screen(view, window, state);
  } else if (state.place == Place::audit && model.in_class) {
    plain_bar(view, frame.bar, tr("Leaderboard"));
    if (!is_trainer(model)) place_links(view, frame.bar, state);
    audit_screen(view, state);
  } else if (state.place == Place::progress && model.in_class) {
    plain_bar(view, frame.bar, tr("Your progress"));
    place_links(view, frame.bar, state);
    progress_screen(view, state);
  } else if (state.place == Place::review && model.in_class && is_trainer(model)) {
    plain_bar(view, frame.bar, tr("Looking back"));
    review_screen(view, window, state);
  } else if (state.place == Place::past_debrief && state.progress.opening) {
    past_debrief_screen(view, frame.bar, state);
  } else if (state.place == Place::past_debrief && model.ended && model.ended->session.debrief) {
    plain_bar(view, frame.bar, tr("Your last debrief"));
    debrief_screen({view, model.ended->session}, state.play, true);
    if (ImGui::IsKeyPressed(ImGuiKey_Escape) && !state.play.debrief.counted_open) state.place = Place::home;
  } else if (is_trainer(model)) {
    if (model.in_class) {
      trainer_bar(view, frame.bar, state);
    } else {
      plain_bar(view, frame.bar, tr("Your class"));
    }
    trainer_screen(view, window, state);
  } else if (shows_calibration(model, state.calibration)) {
    plain_bar(view, frame.bar, tr("Rate one talk"));
    calibration_panel(view, view.content, state.calibration);
  } else {
    plain_bar(view, frame.bar, tr("Lobby"));
    place_links(view, frame.bar, state);
    lobby_screen(view, state);
  }
  news(view, view.content);
}

}  // namespace

bool shows_join_screen(const model::Model& model) {
  using model::ConnectionState;
  switch (model.connection.state) {
    case ConnectionState::idle:
    case ConnectionState::identify:
    case ConnectionState::signed_out: return true;
    case ConnectionState::stopped:
    case ConnectionState::connecting:
    case ConnectionState::signing_in:
    case ConnectionState::ready:
    case ConnectionState::reconnecting: return !model.in_class && !is_trainer(model);
  }
  return true;
}

Actions draw(const model::Model& model, State& state, TimePoint now) {
  Actions out;
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  const Box window{0, 0, size.x, size.y};
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::Begin("Earshot", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse);
  const Frame frame = frame_for(window);
  const View view{model, now, frame.content, frame.folded, frame.gap, out};
  if (shows_join_screen(model)) {
    join_screen(view, window, state);
  } else if (eyes_up(model)) {
    eyes_up_screen(view, window, state);
  } else {
    inside(view, frame, window, state);
  }
  ImGui::End();
  return out;
}

}  // namespace earshot::views
