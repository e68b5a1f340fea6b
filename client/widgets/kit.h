// What the widgets of one window share from frame to frame: layouts, animations, the focus ring, the text being edited,
// and the record of what is on screen. Used on the window's thread only.
#pragma once

#include <imgui.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "client/theme/theme.h"
#include "client/widgets/box.h"
#include "client/widgets/layout.h"
#include "client/widgets/recorder.h"
#include "shared/base/clock.h"

namespace earshot::widgets {

struct EditorState;

class Kit : public theme::Theme {
 public:
  Kit();
  ~Kit();
  Kit(const Kit&) = delete;
  Kit& operator=(const Kit&) = delete;

  /// Between ImGui::NewFrame and the first widget.
  void begin_frame();
  /// After the last widget: draws the focus ring. Returns after how long to draw again if nothing happens.
  std::optional<Milliseconds> end_frame();

  /// Asks for another frame after `delay` at the latest; once a frame is enough.
  void draw_again_in(Milliseconds delay);
  /// Moves towards `target`, all the way in `time`, eased; the first call starts at the target.
  float ease(ImGuiID id, float target, Milliseconds time);
  /// Where a loop of `period` stands, in [0, 1); keeps drawing. Stays at 0 with reduced motion.
  float loop(Milliseconds period);

  /// The ring around what has the keyboard, drawn on top of everything. The last call of a frame wins.
  void set_ring(const Box& box, float radius, std::optional<theme::Colour> colour = std::nullopt);
  /// The control with this label takes the keyboard when it is drawn next, with the ring shown.
  void focus(std::string_view label) { wanted_focus_ = label; }
  /// True once for the label given to `focus`.
  bool takes_focus(std::string_view label);

  LayoutCache layouts;
  Recorder recorder;
  std::unique_ptr<EditorState> editor;  ///< of the field that has the keyboard, or had it last

 private:
  struct Ring {
    Box box;
    float radius;
    theme::Colour colour;
    ImVec4 clip;
  };
  struct Ease {
    float from, to;
    double since;
    int frame;
  };
  std::optional<Ring> ring_;
  std::unordered_map<ImGuiID, Ease> eases_;
  std::optional<Milliseconds> again_;
  std::string wanted_focus_;
};

/// The kit of the current ImGui context: the theme that was applied to it is one.
Kit& kit();

}  // namespace earshot::widgets
