// earshot-server: see docs/operating.md.

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>

#include "server/app/server.h"

namespace {

void say(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

int complain(const earshot::Error& error) {
  fmt::print(stderr, "earshot-server: {}\n", error.to_string());
  return 1;
}

int serve(const earshot::app::Options& options) {
  auto server = earshot::app::Server::start(options);
  if (!server) return complain(server.error());
  say("listening " + (*server)->listening());
  say("invite " + (*server)->invite());
  if (const auto& token = (*server)->trainer_token()) say("trainer-token " + *token);
  if (auto ran = (*server)->run(); !ran) return complain(ran.error());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = earshot::app::parse(argc, argv);
  if (!parsed.options) return parsed.exit_code;
  // Standard output is for the lines that scripts read.
  spdlog::set_default_logger(spdlog::stderr_color_mt("earshot"));
  spdlog::set_level(spdlog::level::from_str(parsed.options->log_level));
  try {
    if (!parsed.options->reissue_trainer_token) return serve(*parsed.options);
    const auto token = earshot::app::reissue_trainer_token(*parsed.options);
    if (!token) return complain(token.error());
    say("trainer-token " + *token);
    return 0;
  } catch (const std::exception& error) {
    return complain({error.what()});
  }
}
