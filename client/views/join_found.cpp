#include "client/views/join_found.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "client/widgets/control.h"
#include "client/widgets/kit.h"
#include "client/widgets/panel.h"
#include "client/widgets/scroll.h"
#include "shared/words/words.h"

namespace earshot::views {
namespace {

using namespace widgets;
using words::tr;
using words::trf;
using words::trf_count;

constexpr float kHeading = 32;
constexpr float kRow = 64;
constexpr float kRowGap = 8;
constexpr std::size_t kShortCode = 6;
/// Without an answer to so many questions, silence is worth a word.
constexpr std::uint32_t kAskedInVain = 3;

struct Row {
  std::string title, below, code;
  FoundChoice choice;
  bool enabled = true;
};

/// "K7M 4QX", as people read it.
std::string spaced(const std::string& code) {
  return code.size() == kShortCode ? code.substr(0, 3) + " " + code.substr(3) : code;
}

std::vector<Row> rows_of(const model::Discovery& discovery) {
  std::vector<Row> rows;
  for (const model::FoundServer& server : discovery.servers) {
    const std::string name = server.name.empty() ? std::string(tr("Server")) : server.name;
    const std::string where = fmt::format("{}, {}", name, server.address);
    if (server.other_version) {
      rows.push_back({name, std::string(tr("It runs another version of Earshot: update the older one.")), {}, {}, false});
      continue;
    }
    for (const model::FoundClass& found : server.classes) {
      rows.push_back({found.name.empty() ? std::string(tr("Class")) : found.name, where, spaced(found.code), {server.address, found.code}});
    }
    if (server.more > 0) {
      rows.push_back({trf_count("{0} class more on {1}", "{0} classes more on {1}", server.more, server.more, name), server.address, {}, {server.address, {}}});
    } else if (server.classes.empty()) {
      rows.push_back({name, trf("{}. Its classes are not listed: type your code.", server.address), {}, {server.address, {}}});
    }
  }
  return rows;
}

bool draw_row(const Box& box, const Row& row) {
  const auto& colours = palette();
  const std::string label = fmt::format("{} {}##{}", row.title, row.code, row.choice.address);
  const auto response = control(label, box, {.enabled = row.enabled});
  if (!response.visible) return false;
  if (response.hovered || response.held) fill(box, colours.raised, theme::kRadiusButton);
  border(box, colours.line, 1, theme::kRadiusButton);
  Box inner = box.inset(16, 8);
  draw_icon({inner.x + 12, inner.centre().y}, 24, colours.text2, icon::kSchool);
  inner.cut_left(36);
  if (row.enabled) {
    draw_icon({inner.right() - 8, inner.centre().y}, 22, colours.text2, icon::kChevronRight);
    inner.cut_right(28);
  }
  if (!row.code.empty()) text_in(inner.cut_right(text_width(theme::kTitle, row.code), 16), theme::kTitle, colours.text2, row.code, Align::right);
  text_in({inner.x, inner.y, inner.w, 26}, theme::kBodyStrong, row.enabled ? colours.text1 : colours.text2, row.title);
  text_in({inner.x, inner.y + 26, inner.w, 20}, theme::kMeta, colours.text3, row.below);
  return response.clicked;
}

void quiet_line(const Box& box, const model::Discovery& discovery) {
  border(box, palette().line, 1, theme::kRadiusButton);
  const bool in_vain = discovery.asked > kAskedInVain;
  paragraph(box.inset(16, 10), theme::kMeta, palette().text2,
            in_vain ? tr("No class answers here. Some networks block that: paste your trainer's invite below.")
                    : tr("Asking who is here."));
}

float list_height(std::size_t rows) { return static_cast<float>(std::max<std::size_t>(rows, 1)) * (kRow + kRowGap); }

}  // namespace

float found_height(const model::Discovery& discovery) {
  return discovery.looking ? kHeading + list_height(rows_of(discovery).size()) : 0;
}

std::optional<FoundChoice> found_list(const View& view, Box box) {
  const model::Discovery& discovery = view.model.discovery;
  if (!discovery.looking) return std::nullopt;
  const auto left = std::chrono::ceil<Seconds>(discovery.next - view.now).count();
  const std::string again = left > 0 ? trf("Looking again in {} s", left) : std::string(tr("Looking"));
  if (left > 0) kit().draw_again_in(Milliseconds{1'000});
  const Box line = box.cut_top(kHeading);
  heading({line.x, line.y, line.w, 24}, tr("Classes found in this room"), icon::kAccessPointNetwork, again);

  const std::vector<Row> rows = rows_of(discovery);
  if (rows.empty()) {
    quiet_line({box.x, box.y, box.w, kRow}, discovery);
    return std::nullopt;
  }
  std::optional<FoundChoice> chosen;
  Scroll scroll("found", box);
  Box content = scroll.content();
  scroll.set_height(list_height(rows.size()));
  for (const Row& row : rows) {
    if (draw_row(content.cut_top(kRow, kRowGap), row)) chosen = row.choice;
  }
  return chosen;
}

std::optional<FoundChoice> server_for(const model::Discovery& discovery, const std::string& code) {
  std::vector<const model::FoundServer*> able;
  for (const model::FoundServer& server : discovery.servers) {
    if (server.other_version) continue;
    if (std::ranges::find(server.classes, code, &model::FoundClass::code) != server.classes.end()) return FoundChoice{server.address, code};
    able.push_back(&server);
  }
  if (able.size() == 1) return FoundChoice{able.front()->address, code};
  return std::nullopt;
}

bool is_listed(const model::Discovery& discovery, const std::string& code, std::string_view address) {
  return std::ranges::any_of(discovery.servers, [&](const model::FoundServer& server) {
    return (address.empty() || server.address == address) && !server.other_version &&
           std::ranges::find(server.classes, code, &model::FoundClass::code) != server.classes.end();
  });
}

float silence_advice(const Box& box, std::string_view address) {
  const auto& colours = palette();
  const std::string_view host = address.substr(0, address.rfind(':'));
  const std::string_view port = address.substr(std::min(address.size(), address.rfind(':') + 1));
  const std::string opened = trf("UDP port {0} open to {1} in the firewall.", port, host);
  const std::pair<const char*, std::string_view> asks[] = {
      {icon::kLock, opened},
      {icon::kAccountMultiple, tr("Client isolation off, if this is a guest Wi-Fi.")},
      {icon::kSignal, tr("Or one phone's hotspot for everybody.")},
  };
  Box inner = box.inset(16, 14);
  const float top = inner.y;
  const float rows = 32.0F * static_cast<float>(std::size(asks));
  const float height = 26 + 24 + 10 + 26 + rows + 28;
  fill({box.x, box.y, box.w, height}, colours.well, theme::kRadiusButton);
  label_in(inner.cut_top(26), theme::kBodyStrong, colours.text1, tr("Is the server running, and the address right?"));
  label_in(inner.cut_top(24, 10), theme::kBody, colours.text2, tr("Then a firewall or a guest Wi-Fi may be eating UDP."));
  label_in(inner.cut_top(26), theme::kMetaStrong, colours.text3, tr("Ask whoever runs the network for one of these"));
  for (const auto& [glyph, words] : asks) {
    Box row = inner.cut_top(32);
    draw_icon({row.x + 10, row.centre().y}, 20, colours.text2, glyph);
    row.cut_left(32);
    text_in(row, theme::kBody, colours.text1, words);
  }
  return inner.y - top + 28;
}

}  // namespace earshot::views
