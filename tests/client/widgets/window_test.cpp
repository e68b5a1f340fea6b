#include "client/platform/window.h"

#include <doctest/doctest.h>

using earshot::platform::parse_geometry;

TEST_CASE("a geometry has a size, and perhaps a place") {
  const auto sized = parse_geometry("1024x640");
  REQUIRE(sized.has_value());
  CHECK(sized->width == 1024);
  CHECK_FALSE(sized->x.has_value());
  const auto placed = parse_geometry("1440x900+10+20");
  REQUIRE(placed.has_value());
  CHECK(placed->x == 10);
  CHECK(placed->y == 20);
}

TEST_CASE("what is no geometry is refused with an example") {
  for (const char* text : {"", "wide", "1440", "1440x", "0x900", "1440x900+1", "1440x900+1+2+3", "-3x4"}) {
    CAPTURE(text);
    const auto parsed = parse_geometry(text);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().text.find("1440x900") != std::string::npos);
  }
}
