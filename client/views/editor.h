// The parts of the card editor.
#pragma once

#include <optional>
#include <string_view>

#include "client/views/view.h"
#include "client/widgets/field.h"
#include "client/widgets/scroll.h"

namespace earshot::views {

/// One frame of the editor; the draft has been checked.
struct EditView : View {
  EditorState& state;
  const author::Checked& checked;
};

/// A tab's form while it is drawn: fields take their room off `area`, mark what the checker found, and go where 'Show' says.
class Form {
 public:
  Form(const EditView& view, const char* id, const Box& box);
  ~Form();
  Form(const Form&) = delete;
  Form& operator=(const Form&) = delete;

  Box area;
  const EditView& view;
  author::Draft& draft() { return view.state.draft; }

  /// A text with its caption, over the whole width; `lines` above 1 lets it grow.
  void text(const author::Path& path, int lines = 1);
  /// Two beside each other.
  void texts(const author::Path& left, const author::Path& right, int lines = 1);
  /// The field alone; it is as high as the box.
  widgets::FieldResponse field_in(const Box& box, const author::Path& path, bool lines = false);
  /// The height of such a field.
  float height_of(const author::Path& path, float width, int lines) const;
  /// Of a row in a list, which grows with its text.
  float row_height(const author::Path& path, float width) const;

  /// 1 to 5; `otherwise` is what counts while nothing is chosen.
  void scale(const author::Path& path, int otherwise);
  void yes(const author::Path& path);
  /// A caption with the count, and a button that adds one more; true when it was pressed.
  bool head(const author::Path& list, std::string_view add);
  /// Rows of one text each; `key` names it inside of an item that is a group of keys.
  void rows(const author::Path& list, std::string_view add, std::string_view key = {});
  /// Words as chips that can be taken out, and a field for one more.
  void words(const author::Path& list, std::string_view add);
  /// A round button that takes an item out; true when it was pressed.
  bool take_out(const Box& box, const author::Path& item);
  /// Buttons that move an item up and down; true when it has moved.
  bool movers(Box row, const author::Path& list, std::size_t index);

  /// Here stands the control `label` for what is at `path`: 'Show' may lead to it. `whole`: also for what is inside of it.
  void goal(const author::Path& path, const Box& box, std::string_view label, bool whole = true);
  /// How what stands here is to be marked: as an error, or not.
  bool is_wrong(const author::Path& path) const;

 private:
  widgets::Scroll scroll_;
  Box region_;
  float top_;
};

/// When a fact comes out, and what goes with it: in the details of a fact.
void fact_details(Form& form, const author::Path& fact);
/// A list of the three rules, as wide as `box`.
void rule_picker(Form& form, const author::Path& fact, const Box& box);

void basics_form(Form& form);
void customer_form(Form& form);
void facts_form(Form& form);
void feelings_form(Form& form);
void beats_form(Form& form);
void agent_form(Form& form);
void challenges_form(Form& form);
void variants_form(Form& form);

/// What one side sees, with a variant filled in. `reserved`: left free at the right end of its first line.
void preview_panel(const EditView& view, Box box, float reserved = 0);
/// What is to be mended, each with 'Show'.
void problems_panel(const EditView& view, const Box& box);
/// The same in one line.
void problems_line(const EditView& view, const Box& box);
/// Goes to the field of a finding.
void show_field(EditorState& state, const author::Path& path);

/// The card tried in both seats.
void rehearsal_screen(const View& view, EditorState& state);

void leave_dialog(const View& view, const Box& window, State& state);
/// Export and import.
void files_dialog(const View& view, const Box& window, State& state);

/// Trainers' shelf of cards, and the editor over one of them. Each draws its own bar.
void library_screen(const View& view, const Box& bar, const Box& window, State& state);
void editor_screen(const View& view, const Box& bar, const Box& window, State& state);

}  // namespace earshot::views
