#include "client/text/find.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "client/link/finder.h"
#include "client/text/face.h"
#include "shared/words/words.h"
#include "shared/protocol/version.h"

namespace earshot::text_client {
namespace {

using words::tr;
using words::trf;

nlohmann::json event_of(const model::FoundServer& server) {
  nlohmann::json out = {{"event", "found"},           {"address", server.address},
                        {"server", server.name},      {"fingerprint", server.fingerprint},
                        {"same_version", !server.other_version}, {"more", server.more},
                        {"classes", nlohmann::json::array()}};
  for (const auto& found : server.classes) out["classes"].push_back({{"code", found.code}, {"name", found.name}});
  return out;
}

void print_plain(const model::FoundServer& server, const std::function<void(std::string_view)>& print) {
  const std::string name = server.name.empty() ? std::string(tr("A server")) : server.name;
  print(server.other_version ? trf("{0} at {1}: of another version, this program cannot join it", name, server.address)
                             : trf("{0} at {1}", name, server.address));
  for (const auto& found : server.classes) {
    const std::string words = found.name.empty() ? found.code : fmt::format("{}, {}", found.code, found.name);
    print("  " + trf("class {}", words));
    print(fmt::format("    earshot-text earshot://{}/{}", server.address, found.code));
  }
  if (server.more > 0) print("  " + trf("and {} more", server.more));
  if (server.classes.empty() && server.more == 0) print(fmt::format("  {}", tr("lists no class: ask the trainer for the code")));
}

}  // namespace

void FoundPrinter::show(const model::Discovery& discovery) {
  for (const model::FoundServer& server : discovery.servers) {
    const auto known = shown_.find(server.address);
    if (known != shown_.end() && known->second == server) continue;
    shown_[server.address] = server;
    if (json_) {
      print_(event_of(server).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    } else {
      print_plain(server, print_);
    }
  }
}

int find(const FindOptions& options) {
  SystemClock clock;
  const TimePoint end = clock.now() + options.time;
  auto finder = link::Finder::open(protocol::kVersion, options.port, clock.now());
  if (!finder) {
    std::fprintf(stderr, "%s\n", finder.error().to_string().c_str());
    return kBadStart;
  }
  FoundPrinter printer(options.json, [](std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
  });
  for (TimePoint now = clock.now(); now < end; now = clock.now()) {
    if (finder->poll(now)) printer.show(finder->shown());
    const Milliseconds wait = std::min(end - now, finder->next_wakeup(now).value_or(options.time));
    pollfd waiting{finder->wait_fd(), POLLIN, 0};
    ::poll(&waiting, 1, static_cast<int>(std::max(Milliseconds{1}, wait).count()));
  }
  if (printer.servers() > 0) return kDone;
  const std::string nobody = trf(
      "No server answered on UDP port {} of this network. A firewall or a guest Wi-Fi may keep devices apart: "
      "docs/operating.md says what to ask for. With the server's address you can still try to connect.",
      options.port);
  std::fprintf(stderr, "%s\n", nobody.c_str());
  return kNotServed;
}

}  // namespace earshot::text_client
