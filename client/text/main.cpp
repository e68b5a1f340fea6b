#include <CLI/CLI.hpp>
#include <cstdio>

#include "client/link/state_folder.h"
#include "client/text/app.h"

int main(int argc, char** argv) {
  using namespace earshot;
  CLI::App app{"Earshot for the terminal: plain lines for a person, or --json for scripts. docs/line-client.md has every word."};
  text_client::Options options;
  std::string invite;
  std::string state = link::default_state_folder().string();
  app.add_flag("--json", options.json, "one JSON intent a line in, one JSON event a line out");
  app.add_option("--state", state, "where resume tokens and known servers are kept")->capture_default_str();
  app.add_option("--name", options.name, "how you are called in a class");
  app.add_option("invite", invite, "earshot://host:port/CODE#fingerprint; code and fingerprint may be missing")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? text_client::kDone : text_client::kBadStart;
  }
  const auto parsed = secure::Invite::parse(invite);
  if (!parsed) {
    std::fprintf(stderr, "%s\n", parsed.error().to_string().c_str());
    return text_client::kBadStart;
  }
  options.invite = *parsed;
  options.state = state;
  return text_client::run(options);
}
