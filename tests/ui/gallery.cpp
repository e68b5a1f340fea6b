// The component sheet: every widget in every state, in one window. `earshot-gallery [--light] [--second]`.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "client/platform/window.h"
#include "client/widgets/avatar.h"
#include "client/widgets/bubble.h"
#include "client/widgets/button.h"
#include "client/widgets/chip.h"
#include "client/widgets/curve.h"
#include "client/widgets/empty.h"
#include "client/widgets/field.h"
#include "client/widgets/keycap.h"
#include "client/widgets/kit.h"
#include "client/widgets/logo.h"
#include "client/widgets/meter.h"
#include "client/widgets/panel.h"
#include "client/widgets/radar.h"
#include "client/widgets/role_card.h"
#include "client/widgets/score_row.h"
#include "client/widgets/scroll.h"
#include "client/widgets/security_words.h"
#include "client/widgets/stepper.h"
#include "client/widgets/table.h"
#include "client/widgets/tabs.h"
#include "client/widgets/timer.h"
#include "client/widgets/toast.h"

using namespace earshot;
using namespace earshot::widgets;

namespace {

constexpr std::string_view kPhases[] = {"Brief", "Talk", "Recap", "Solve", "Score", "Debrief"};

struct Texts {
  std::string rest = "Rest", focus = "Focus", code = "K7N 4QX", lines = "You said my Tuesday message back to me. I felt taken seriously.";
  int level = 4;
  Level score{Level::Kind::level, 3};
};

void title(float x, float y, std::string_view words) { text({x, y}, theme::kMetaStrong, palette().text3, words); }

void colours(float x, float y) {
  const auto& p = palette();
  struct Swatch {
    std::string_view name;
    Colour colour;
  };
  const Swatch swatches[] = {{"Page", p.page}, {"Panel", p.panel}, {"Raised", p.raised}, {"Well", p.well}, {"Line", p.line}, {"Edge", p.edge},
      {"Text 1", p.text1}, {"Text 2", p.text2}, {"Text 3", p.text3}, {"Customer", p[Tone::customer].fill}, {"Agent", p[Tone::agent].fill},
      {"Observer", p[Tone::observer].fill}, {"C bubble", p[Tone::customer].bubble}, {"A bubble", p[Tone::agent].bubble},
      {"O bubble", p[Tone::observer].bubble}, {"Success", p[Tone::success].text}, {"Warning", p[Tone::warning].text}, {"Danger", p[Tone::danger].text}};
  for (std::size_t i = 0; i < std::size(swatches); ++i) {
    const Box box{x + 74 * static_cast<float>(i % 6), y + 62 * static_cast<float>(i / 6), 66, 34};
    fill(box, swatches[i].colour, 8);
    border(box, p.line, 1, 8);
    text({box.x, box.bottom() + 2}, theme::kMeta, p.text3, swatches[i].name);
  }
}

void type(float x, float y) {
  struct Line {
    std::string_view name;
    theme::TypeStyle style;
    std::string_view sample;
    float height;
  };
  const Line lines[] = {{"44 Bold", theme::kHero, "Hear the whole", 52}, {"30 Bold", theme::kHeading, "Join your class", 42},
      {"22 Bold", theme::kTitle, "What you may offer", 34}, {"18", theme::kChat, "Chat and role text", 30}, {"16 Semi", theme::kBodyStrong, "Labels, buttons", 28},
      {"16", theme::kBody, "Body, lists", 28}, {"14", theme::kMeta, "Meta, times, hints", 26}};
  for (const auto& line : lines) {
    text({x, y + (line.style.line - 20) / 2}, theme::kMeta, palette().text3, line.name);
    text({x + 80, y}, line.style, palette().text1, line.sample);
    y += line.height;
  }
}

void first_column(float x) {
  title(x, 18, "Colour");
  colours(x, 42);
  title(x, 232, "Type, Inter");
  type(x, 258);
  title(x, 511, "People and badges");
  const struct { std::string_view name; Tone tone; Presence presence; } people[] = {{"Priya Nair", Tone::customer, Presence::here},
      {"Sam Reyes", Tone::agent, Presence::here}, {"Ines Novak", Tone::observer, Presence::here}, {"Jonas Beck", Tone::neutral, Presence::away}};
  for (std::size_t i = 0; i < 4; ++i) {
    avatar({x + 22 + 60 * static_cast<float>(i), 562}, 44, people[i].name, people[i].tone, people[i].presence, palette().page);
  }
  logo({x + 260, 562}, 36);
  title(x, 600, "Timer");
  timer({x + 100, 600, 200, 40}, Milliseconds{312'000}, Milliseconds{480'000}, Tone::agent);
  timer({x + 240, 600, 200, 40}, Milliseconds{12'000}, Milliseconds{480'000}, Tone::agent);
  title(x, 678, "Curve with moments");
  const CurvePoint points[] = {{Milliseconds{0}, 2}, {Milliseconds{90'000}, 3}, {Milliseconds{200'000}, 2}, {Milliseconds{260'000}, 3}, {Milliseconds{300'000}, 4}, {Milliseconds{420'000}, 5}};
  const CurveMoment moments[] = {{Milliseconds{90'000}, Tone::agent, "a"}, {Milliseconds{200'000}, Tone::danger, "b"}, {Milliseconds{300'000}, Tone::agent, "c"}};
  curve({x, 700, 440, 170}, points, moments, {.length = Milliseconds{480'000}, .area = true, .times = true, .end_dot = true, .chosen = 2});
}

void second_column(float x, Texts& state) {
  title(x, 18, "Buttons: rest, hover, focus, off");
  const struct { std::string_view name; Tone tone; ButtonLook look; } rows[] = {{"Neutral", Tone::neutral, ButtonLook::filled}, {"Customer", Tone::customer, ButtonLook::filled},
      {"Agent", Tone::agent, ButtonLook::filled}, {"Second", Tone::neutral, ButtonLook::outline}};
  float y = 42;
  for (const auto& row : rows) {
    ImGui::PushID(row.name.data());
    float at = x;
    for (const std::string_view label : {row.name, std::string_view("Focus"), std::string_view("Off")}) {
      const float width = button_width(label, 44, true);
      button(label, {at, y, width, 44}, {.icon = icon::kCheck, .look = row.look, .tone = row.tone, .enabled = label != "Off"});
      at += width + 14;
    }
    ImGui::PopID();
    y += 54;
  }
  title(x, 271, "Chips: colour plus icon");
  float at = x;
  const struct { std::string_view name; Tone tone; } chips[] = {{"Customer", Tone::customer}, {"Agent", Tone::agent}, {"Observer", Tone::observer}, {"Done", Tone::success}};
  for (const auto& entry : chips) at += chip({at, 295}, entry.name, status_icon(entry.tone), entry.tone) + 8;
  at = x;
  at += chip({at, 331}, "Look", icon::kAlert, Tone::warning) + 8;
  at += chip({at, 331}, "Lost", icon::kCloseOctagon, Tone::danger) + 8;
  at += chip({at, 331}, "Outline", icon::kTagOutline, Tone::neutral, ChipLook::outline) + 8;
  choice("Highlights", {at, 328, choice_width("Highlights", true), 34}, true, icon::kStar);
  title(x, 372, "Fields");
  field("Rest", state.rest, {x, 396, 484, 48});
  field("Focus", state.focus, {x, 456, 484, 48});
  field("Code", state.code, {x, 516, 484, 48}, {.invalid = true});
  field_error({x, 571, 484, 20}, "No class has this code. Is it M, not N?");
  title(x, 603, "Phase stepper, agent seat");
  stepper({x, 622, 640, 44}, kPhases, 2, {.tone = Tone::agent});
  field("Lines", state.lines, {x, 676, 484, 76}, {.lines = true});
  empty_state(panel({x, 762, 484, 130}, 0), "Quiet in here", "No notes yet. Select words in a bubble and press F.");
}

void third_column(float x, Texts& state) {
  title(x, 18, "Messages");
  const float w = 396;
  const Span underlined[] = {{0, 7}};
  bubble({x, 42}, w, {.id = 1, .text = "Silver. I ordered brass.", .tone = Tone::customer, .stamp = "10:43", .underlined = underlined});
  bubble({x, 117}, w, {.id = 2, .text = "Stored on the server", .tone = Tone::agent, .mine = true, .stamp = "10:44", .delivery = Delivery::sent});
  bubble({x, 192}, w, {.id = 3, .text = "Waiting to leave", .tone = Tone::agent, .mine = true, .stamp = "10:44", .delivery = Delivery::sending});
  bubble({x, 267}, w, {.id = 4, .text = "Did not leave", .tone = Tone::agent, .mine = true, .stamp = "10:44", .delivery = Delivery::failed});
  title(x, 353, "Toasts");
  toast({x, 377, w, 62}, Tone::success, "Recap confirmed", "6 right, 1 not quite");
  toast({x, 447, w, 62}, Tone::warning, "Two minutes left in Talk", "The recap comes next");
  toast({x, 517, w, 62}, Tone::danger, "Message not sent", "It stays here until you are back", "Try again");
  title(x, 592, "Reconnecting");
  banner({x, 616, w, 68}, Tone::warning, icon::kLanDisconnect, "Connection lost.", "Timer is held. Trying again in 3 s.", "Try now");
  typing({x, 700}, Tone::customer, "Dana is typing");
  title(x, 761, "Heard level, chosen");
  heard_bar({x, 785, w, 54}, state.level);
}

void second_sheet(Texts& state) {
  const Box rest = role_card({24, 24, 404, 300}, {Tone::customer, "You are the customer", "Dana Whitlock", "Bride-to-be, orders from Fernleaf Gifts"});
  section(rest, "What happened", icon::kCommentTextOutline, Tone::customer);
  paragraph({rest.x, rest.y + 26, rest.w, 0}, theme::kChat, palette().text1, "Sixty place-card holders came today. They are silver, not brass.");
  if (const auto level = heard_meter({24, 340, 316, heard_meter_height()}, state.level)) state.level = *level;
  ImGui::PushID("strip");
  if (const auto level = heard_strip({24, 700, 316, 44}, state.level)) state.level = *level;
  ImGui::PopID();
  const std::string words[] = {"copper", "willow", "seven", "harbour"};
  security_words({450, 24, 664, 92}, "Encrypted", "Same words on the trainer's screen?", words);
  const std::string_view axes[] = {"Attention", "Open questions", "Facts", "Feelings", "Checking"};
  const RadarLine lines[] = {{"You", Tone::agent, {4, 3, 4, 5, 2}}, {"Priya, customer", Tone::customer, {3, 3, 5, 4, 4}}, {"Ines, observer", Tone::observer, {2, 4, 3, std::nullopt, 4}}};
  radar(panel({450, 130, 460, 340}), axes, lines);
  const Tab all[] = {{"People", icon::kAccount}, {"Teams", icon::kAccountMultiple}};
  tabs({450, 480, 460, 60}, all, 0);
  const std::string_view parts[] = {"This class", "Week", "Season"};
  segments({450, 550, 460, 40}, parts, 2);
  if (const auto level = score_row({450, 600, 460, 62}, "Names the feelings", state.score, {.tone = Tone::customer})) state.score = *level;
  estimate(table_row({450, 680, 460, 62}, true), {3.4F, 3.1F, 3.7F});
  answer("Right", {450, 760, 110, 40}, true, icon::kCheck, Tone::success);
  answer("Not quite", {570, 760, 130, 40}, false, icon::kPencil, Tone::warning);
  keycap({720, 768}, "F8");
  rings({1180, 500}, 36, 36, 7, palette()[Tone::customer].text, 0.7F);
}

}  // namespace

int main(int argc, char** argv) {
  Kit kit;
  bool second = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--light") kit.palette = &theme::light();
    if (std::string_view(argv[i]) == "--second") second = true;
  }
  auto window = platform::Window::open("Earshot components", platform::Geometry{1440, 900, 0, 0}, kit);
  if (!window) {
    std::fprintf(stderr, "%s\n", window.error().to_string().c_str());
    return 1;
  }
  Texts texts;
  (*window)->run([&] {
    kit.begin_frame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("sheet", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    if (second) {
      second_sheet(texts);
    } else {
      first_column(28);
      second_column(500, texts);
      third_column(1016, texts);
    }
    ImGui::End();
    return kit.end_frame();
  });
  return 0;
}
