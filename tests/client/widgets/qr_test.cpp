#include "client/widgets/qr.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/client/widgets/headless.h"

using namespace earshot::widgets;

namespace {

/// The square eye that a camera looks for, with its corner at (x, y).
bool has_eye(const QrCode& code, int x, int y) {
  for (int i = 0; i < 7; ++i) {
    if (!code.dark(x + i, y) || !code.dark(x, y + i) || !code.dark(x + i, y + 6) || !code.dark(x + 6, y + i)) return false;
  }
  return !code.dark(x + 1, y + 1) && code.dark(x + 3, y + 3);
}

}  // namespace

TEST_CASE("an invite becomes a QR code with its three eyes") {
  Headless window;
  QrCode code;
  const std::string invite = "earshot://192.168.178.101:7717/K7M4QX#" + std::string(64, 'a');
  CHECK(code.draw({0, 0, 300, 300}, invite));
  CHECK(has_eye(code, 0, 0));
  CHECK(has_eye(code, code.side() - 7, 0));
  CHECK(has_eye(code, 0, code.side() - 7));
}

TEST_CASE("another text is another code") {
  Headless window;
  QrCode one;
  QrCode other;
  REQUIRE(one.draw({0, 0, 300, 300}, "earshot://10.0.0.1/AAAAAA"));
  REQUIRE(other.draw({0, 0, 300, 300}, "earshot://10.0.0.1/BBBBBB"));
  REQUIRE(one.side() == other.side());
  int differences = 0;
  for (int y = 0; y < one.side(); ++y) {
    for (int x = 0; x < one.side(); ++x) differences += one.dark(x, y) != other.dark(x, y) ? 1 : 0;
  }
  CHECK(differences > 0);
}

TEST_CASE("a text that no code can hold is said to be too long") {
  Headless window;
  QrCode code;
  CHECK_FALSE(code.draw({0, 0, 300, 300}, std::string(4'000, 'x')));
  CHECK(code.draw({0, 0, 300, 300}, "short again"));
}
