#include <CLI/CLI.hpp>
#include <cstdio>

#include "client/link/language.h"
#include "client/link/state_folder.h"
#include "client/text/app.h"
#include "client/text/find.h"
#include "shared/words/words.h"

int main(int argc, char** argv) {
  using namespace earshot;
  words::set_language(words::system_language());
  const auto tr = [](const char* text) { return std::string(words::tr(text)); };
  CLI::App app{tr("Earshot for the terminal: plain lines for a person, or --json for scripts. docs/line-client.md has every word.")};
  text_client::Options options;
  std::string invite;
  std::string state = link::default_state_folder().string();
  app.add_flag("--json", options.json, tr("one JSON intent a line in, one JSON event a line out"));
  app.add_option("--state", state, tr("where resume tokens and known servers are kept"))->capture_default_str();
  app.add_option("--name", options.name, tr("how you are called in a class"));
  app.add_option("invite", invite, tr("earshot://host:port/CODE#fingerprint; code and fingerprint may be missing"));
  std::string language;
  app.add_option("--language", language, tr("language of what is shown, for example de; kept for later runs. With --json only cards come in it"));
  text_client::FindOptions find;
  std::int64_t seconds = find.time / Seconds{1};
  bool looks = false;
  app.add_flag("--find", looks, tr("list the servers and classes of the local network, then end"));
  app.add_option("--find-port", find.port, tr("UDP port on which servers are asked"))->capture_default_str();
  app.add_option("--find-seconds", seconds, tr("how long to wait for answers"))->capture_default_str()->check(CLI::Range(1, 3600));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? text_client::kDone : text_client::kBadStart;
  }
  // Scripts read the same words everywhere.
  if (options.json) {
    words::set_language("en");
  } else if (const auto begun = link::begin_in_language(language, state); !begun) {
    std::fprintf(stderr, "%s\n", begun.error().to_string().c_str());
    return text_client::kBadStart;
  }
  if (looks) {
    find.json = options.json;
    find.time = Seconds{seconds};
    return text_client::find(find);
  }
  if (invite.empty()) {
    std::fprintf(stderr, "%s\n", tr("Give an invite, or --find to see which classes are near.").c_str());
    return text_client::kBadStart;
  }
  const auto parsed = secure::Invite::parse(invite);
  if (!parsed) {
    std::fprintf(stderr, "%s\n", std::string(words::tr_dynamic(parsed.error().to_string())).c_str());
    return text_client::kBadStart;
  }
  options.invite = *parsed;
  options.language = options.json ? language : words::language();
  options.state = state;
  return text_client::run(options);
}
