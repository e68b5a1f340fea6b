// A folder of content that a test may change: two small cards, one of them in German too, a rubric and a lesson.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/temporary_folder.h"

namespace earshot::net::testing {

inline std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The text with every `from` turned into `to`.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  REQUIRE_MESSAGE(text.find(from) != std::string::npos, from);
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
  return text;
}

/// A whole card; its first fact says `fact`.
inline std::string small_card(const std::string& id, const std::string& fact = "It is dark.", const std::string& language = "en") {
  std::string text = with(read_text(EARSHOT_SOURCE_DIR "/tests/golden/card-faults/good.yaml"), "id: small-card", "id: " + id);
  text = with(text, "text: It is dark.", "text: " + fact);
  text = with(text, "title: A small card", "title: The " + id + (language == "en" ? "" : " in " + language));
  return with(text, "language: en", "language: " + language);
}

inline std::string small_lesson(const std::string& id, const std::string& title, const std::string& card) {
  return "id: " + id + "\ntitle: " + title + "\nabout: One round.\nsteps:\n  - do: round\n    title: Round\n    card: " + card + "\n";
}

class ContentFolder {
 public:
  ContentFolder() {
    write("rubrics/listening.yaml", read_text(EARSHOT_SOURCE_DIR "/content/rubrics/listening.yaml"));
    write("cards/en/lamp.yaml", small_card("lamp"));
    write("cards/en/kettle.yaml", small_card("kettle"));
    write("cards/de/lamp.yaml", small_card("lamp", "Sie ist dunkel.", "de"));
    write("lessons/evening.yaml", small_lesson("evening", "An evening", "lamp"));
    write("meanwhile.yaml", "meanwhile:\n  - Listen to one sound.\n");
  }
  const std::filesystem::path& path() const { return folder_.path(); }
  std::filesystem::path operator/(const std::string& name) const { return folder_.path() / name; }

  /// As an author saves it, at a moment that no other save had.
  void write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((path() / name).parent_path());
    folder_.write(name, text);
    std::filesystem::last_write_time(path() / name, std::filesystem::file_time_type::clock::now() + std::chrono::seconds(++saves_));
  }
  void remove(const std::string& name) const { REQUIRE(std::filesystem::remove(path() / name)); }

 private:
  earshot::testing::TemporaryFolder folder_;
  int saves_ = 0;
};

}  // namespace earshot::net::testing
