#include "server/app/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>
#include <vector>

namespace earshot::app {
namespace {

std::filesystem::path default_data() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data) return std::filesystem::path(data) / "earshot";
  if (const char* home = std::getenv("HOME"); home && *home) return std::filesystem::path(home) / ".local/share/earshot";
  return "earshot-data";
}

/// Beside the program as it is built or installed, or in the folder it is started from.
std::filesystem::path default_content() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const auto& folder : {std::filesystem::path("content"), program / "../../../content", program / "../share/earshot/content"}) {
    if (std::filesystem::is_directory(folder / "cards", error)) return folder.lexically_normal();
  }
  return "content";
}

}  // namespace

Result<void> parse_listen(const std::string& text, Options& options) {
  const auto colon = text.rfind(':');
  const std::string address = text.substr(0, colon);
  if (!address.empty()) options.address = address;
  if (colon == std::string::npos) return {};
  const std::string port = text.substr(colon + 1);
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc{} || end != port.data() + port.size()) {
    return fail(fmt::format("'{}' is no port; write ADDRESS:PORT, for example 0.0.0.0:7717", port), "--listen");
  }
  options.port = number;
  return {};
}

Parsed parse(int argc, char** argv) {
  Options options;
  options.data = default_data();
  options.content = default_content();
  std::string listen;

  CLI::App app{"Earshot's server: classes, role-plays and boards on one UDP port."};
  app.add_option("--data", options.data, "Folder for the key and the database")->capture_default_str();
  app.add_option("--store", options.store, "postgresql://user@host/database instead of SQLite in the data folder");
  app.add_option("--listen", listen, "ADDRESS:PORT to listen on (default 0.0.0.0:7717); port 0 takes any free one");
  app.add_option("--public", options.public_host, "Host or host:port that invites name, where it is not found out right");
  app.add_option("--content", options.content, "Folder with cards/ and rubrics/")->capture_default_str();
  app.add_option("--name", options.name, "What the server calls itself, at most 40 characters")
      ->check([](const std::string& name) { return name.size() <= 40 ? "" : "the name is longer than 40 bytes"; });
  app.add_option("--log-level", options.log_level, "debug, info, warn or error")
      ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
      ->capture_default_str();
  app.add_option("--class-members", options.class_members, "People in one class at most")
      ->check(CLI::Range(2, 1000))
      ->capture_default_str();
  app.add_option("--seat-held", options.seat_held_seconds, "Seconds a lost connection's seat is held")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  app.set_config("--config", "", "A file with the options above, one 'name = value' a line");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.add_subcommand("trainer-token", "Print a new trainer token for the server's first trainer; the old one stops working")
      ->callback([&] { options.reissue_trainer_token = true; });
  app.fallthrough();

  try {
    app.parse(argc, argv);
    if (!listen.empty()) {
      if (auto parsed = parse_listen(listen, options); !parsed) throw CLI::ValidationError(parsed.error().to_string());
    }
  } catch (const CLI::ParseError& error) {
    return {std::nullopt, app.exit(error)};
  }
  return {std::move(options), 0};
}

}  // namespace earshot::app
