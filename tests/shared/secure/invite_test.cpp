#include "shared/secure/invite.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace {

using namespace earshot;
using namespace earshot::secure;

std::string error_of(std::string_view text) {
  const auto invite = Invite::parse(text);
  REQUIRE_FALSE(invite);
  return invite.error().text;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("an invite is printed and read back whole") {
  Invite invite{.host = "training.example.org", .port = 7000, .code = "QX47TK", .fingerprint = Fingerprint{}};
  invite.fingerprint->bytes.fill(0xA5);
  CHECK(invite.to_string() ==
        "earshot://training.example.org:7000/QX47TK#" + invite.fingerprint->to_string());
  CHECK(Invite::parse(invite.to_string()) == invite);
}

TEST_CASE("code, port and fingerprint may be missing") {
  CHECK(Invite::parse("earshot://192.168.1.5") == Invite{.host = "192.168.1.5"});
  CHECK(Invite::parse("earshot://192.168.1.5:9000") == Invite{.host = "192.168.1.5", .port = 9000});
  CHECK(Invite::parse("earshot://host/ABC") == Invite{.host = "host", .code = "ABC"});
  CHECK(Invite::parse("earshot://host/") == Invite{.host = "host"});
  const std::string print(64, '0');
  CHECK(Invite::parse("earshot://host#" + print) == Invite{.host = "host", .fingerprint = Fingerprint{}});
}

TEST_CASE("what people type is understood") {
  CHECK(Invite::parse("  EARSHOT://Host.Example:7717/abc\n") ==
        Invite{.host = "host.example", .code = "ABC"});
  CHECK(Invite::parse("192.168.1.5:7717") == Invite{.host = "192.168.1.5"});
  CHECK(Invite::parse("my-laptop/qx47tk") == Invite{.host = "my-laptop", .code = "QX47TK"});
}

TEST_CASE("what is wrong with an invite is said, with the place and an example") {
  CHECK(contains(error_of(""), "empty"));
  CHECK(contains(error_of("earshot://"), "names no server"));
  CHECK(contains(error_of("https://example.org"), "not one of Earshot"));
  CHECK(contains(error_of("earshot://host:0"), "no port"));
  CHECK(contains(error_of("earshot://host:70000"), "'70000' is no port"));
  CHECK(contains(error_of("earshot://host:"), "no port"));
  CHECK(contains(error_of("earshot://host:77x"), "'77x' is no port"));
  CHECK(contains(error_of("earshot://[::1]:7717"), "IPv4"));
  CHECK(contains(error_of("earshot://fe80::1"), "IPv4"));
  CHECK(contains(error_of("earshot://192.168.1"), "four numbers"));
  CHECK(contains(error_of("earshot://192.168.1.300"), "four numbers"));
  CHECK(contains(error_of("earshot://192.168..1"), "four numbers"));
  CHECK(contains(error_of("earshot://ho st"), "no server name"));
  CHECK(contains(error_of("earshot://-host"), "no server name"));
  CHECK(contains(error_of("earshot://a..b"), "no server name"));
  CHECK(contains(error_of("earshot://host/A-B"), "letters and digits"));
  CHECK(contains(error_of("earshot://host/ABCDEFGHIJKLMNOPQ"), "too long"));
  CHECK(contains(error_of("earshot://host#1234"), "64 characters"));
  CHECK(contains(error_of("earshot://host/ABC#"), "64 characters"));
  CHECK(contains(error_of("earshot://host:x"), "looks like earshot://"));
  CHECK(contains(error_of(std::string(1'000, 'a')), "no invite"));
  CHECK(contains(error_of("earshot://\xFF"), "no invite"));
  CHECK(Invite::parse("earshot://host:x").error().where == "address");
}

TEST_CASE("any text at all is read or refused, and what is read prints to itself") {
  CHECK(rc::check("parse is total", [](const std::string& tail) {
    for (const std::string& text : {tail, "earshot://" + tail, "earshot://host:7717/" + tail}) {
      const auto invite = Invite::parse(text);
      if (invite) RC_ASSERT(Invite::parse(invite->to_string()) == *invite);
    }
  }));
}
