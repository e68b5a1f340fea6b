// earshot-card, as a card author runs it.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace {

struct Ran {
  int status = -1;
  std::string output;  ///< both streams
};

Ran run(const std::string& arguments) {
  const std::string command =
      "cd '" EARSHOT_SOURCE_DIR "' && '" EARSHOT_BIN_DIR "/earshot-card' " + arguments + " 2>&1";
  Ran ran;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  while (const auto read = fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), read);
  ran.status = WEXITSTATUS(pclose(pipe));
  return ran;
}

}  // namespace

TEST_CASE("check says what is good and leaves with 0") {
  const Ran ran = run("check content/cards/en/wedding-order.yaml tests/golden/card-faults/good.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.output.find("wedding-order.yaml: good, 11 facts, 3 variants") != std::string::npos);
}

TEST_CASE("check names each fault and leaves with 1") {
  const Ran ran = run("check tests/golden/card-faults/good.yaml tests/golden/card-faults/short-debrief.yaml");
  CHECK(ran.status == 1);
  CHECK(ran.output.find(
            "tests/golden/card-faults/short-debrief.yaml:6:54: the debrief is shorter than the talk; give") !=
        std::string::npos);
}

TEST_CASE("check takes lessons too, by their folder or by their steps") {
  const Ran good = run("check content/lessons/first-hour.yaml content/cards/en/mirror-a-sentence.yaml");
  CHECK(good.status == 0);
  CHECK(good.output.find("first-hour.yaml: good, 5 steps, about 64 minutes") != std::string::npos);
  const Ran broken = run("check tests/golden/lessons/twice.yaml");
  CHECK(broken.status == 1);
  CHECK(broken.output.find("twice.yaml:9:11: there is no round before this one") != std::string::npos);
}

TEST_CASE("advice alone does not fail a check") {
  const Ran ran = run("check tests/golden/card-faults/advice.yaml");
  CHECK(ran.status == 0);
  CHECK(ran.output.find("advice: ") != std::string::npos);
}

TEST_CASE("show prints both sides of the variant asked for") {
  const Ran ran = run("show content/cards/en/wedding-order.yaml --variant garden");
  CHECK(ran.status == 0);
  CHECK(ran.output.find("Customer: Joris van Dam") != std::string::npos);
  CHECK(ran.output.find("Agent: Noor at Fernleaf") != std::string::npos);
  CHECK(ran.output.find('{') == std::string::npos);
}

TEST_CASE("show names the variants there are when asked for another") {
  const Ran ran = run("show content/cards/en/wedding-order.yaml --variant beach");
  CHECK(ran.status == 1);
  CHECK(ran.output.find("no variant 'beach'; use one of brass garden town-hall") != std::string::npos);
}
