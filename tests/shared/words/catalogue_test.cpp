#include "tests/shared/words/catalogue.h"

#include <doctest/doctest.h>
#include <fmt/args.h>
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "shared/words/words.h"

namespace earshot::words::test {
namespace {

/// What stands between the quotes of a line.
std::string unquoted(std::string_view line) {
  std::string out;
  const std::size_t first = line.find('"') + 1;
  for (std::size_t i = first; i < line.rfind('"'); ++i) {
    if (line[i] != '\\') {
      out += line[i];
      continue;
    }
    const char escaped = line[++i];
    out += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
  }
  return out;
}

}  // namespace

std::vector<Entry> catalogue(const std::string& language) {
  std::ifstream in(fmt::format("{}/content/strings/{}.po", EARSHOT_SOURCE_DIR, language));
  std::vector<Entry> out;
  std::string* part = nullptr;  // that lines of nothing but a text go on
  bool in_entry = false;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') {
      in_entry = false;
      continue;
    }
    if (!in_entry) out.emplace_back();
    in_entry = true;
    Entry& entry = out.back();
    if (line.starts_with("msgctxt")) part = &entry.context.emplace();
    else if (line.starts_with("msgid_plural")) part = &entry.many.emplace();
    else if (line.starts_with("msgid")) part = &entry.text;
    else if (line.starts_with("msgstr")) part = &entry.translations.emplace_back();
    if (part) *part += unquoted(line);
  }
  std::erase_if(out, [](const Entry& entry) { return entry.text.empty(); });
  return out;
}

std::vector<std::string> placeholders(const std::string& text) {
  std::vector<std::string> out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((text[at] == '{' || text[at] == '}') && at + 1 < text.size() && text[at + 1] == text[at]) {
      ++at;  // a brace itself
    } else if (text[at] == '{') {
      const std::size_t end = text.find('}', at);
      std::string inside = text.substr(at + 1, end == std::string::npos ? end : end - at - 1);
      if (inside.empty() || inside[0] == ':') inside = std::to_string(next++) + inside;
      out.push_back(inside);
    }
  }
  std::ranges::sort(out);
  return out;
}

TEST_CASE("placeholders are the same however they are numbered and ordered") {
  CHECK(placeholders("{} of {}") == placeholders("{1} von {0}"));
  CHECK(placeholders("{} of {}") != placeholders("{} von"));
  CHECK(placeholders("{:.1f}") != placeholders("{}"));
  CHECK(placeholders("{{}} and nothing").empty());
}

TEST_CASE("each catalogue's texts reach the person as they are written there, with the placeholders of the English text") {
  for (const Language& known : languages()) {
    if (known.code == "en") continue;
    CAPTURE(known.code);
    const auto entries = catalogue(known.code);
    REQUIRE(!entries.empty());
    set_language(known.code);
    for (const Entry& entry : entries) {
      if (!entry.translated()) continue;
      CAPTURE(entry.text);
      const char* text = entry.text.c_str();
      if (!entry.many) {
        CHECK((entry.context ? tr_in(entry.context->c_str(), text) : tr(text)) == entry.translations[0]);
        CHECK(placeholders(entry.translations[0]) == placeholders(entry.text));
        continue;
      }
      CHECK(tr_count(text, entry.many->c_str(), 1) == entry.translations[0]);
      CHECK(tr_count(text, entry.many->c_str(), 5) == entry.translations.back());
      CHECK(placeholders(entry.translations.back()) == placeholders(*entry.many));
      // "one note" may do without the number that "5 notes" has, in whichever language.
      const auto most = placeholders(*entry.many);
      CHECK(std::ranges::includes(most, placeholders(entry.translations[0])));
    }
  }
  set_language("en");
}

/// The text with something in the place of each {}.
std::string filled(std::string text, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    const std::size_t hole = text.find("{}");
    if (hole != std::string::npos) text.replace(hole, 2, part);
  }
  return text;
}

TEST_CASE("a notice of the server is translated with what was put into it") {
  const std::vector<std::string> parts{"Ana Lima", "K7M4QX", "17", "10.0.0.1:7717", "Bo"};
  for (const Language& known : languages()) {
    set_language(known.code);
    for (const Entry& entry : catalogue(known.code)) {
      if (entry.context != "notice" || !entry.translated()) continue;
      CAPTURE(known.code);
      CAPTURE(entry.text);
      fmt::dynamic_format_arg_store<fmt::format_context> store;
      for (const std::string& part : parts) store.push_back(part);
      CHECK(tr_dynamic(filled(entry.text, parts)) == fmt::vformat(entry.translations[0], store));
    }
  }
  set_language("en");
}

TEST_CASE("blanks and line ends at the edges of a text are kept by its translation") {
  const auto edges = [](const std::string& text) {
    return std::pair{text.starts_with(' ') || text.starts_with('\n'), text.ends_with(' ') || text.ends_with('\n')};
  };
  for (const Language& known : languages()) {
    for (const Entry& entry : catalogue(known.code)) {
      if (!entry.translated()) continue;
      CAPTURE(known.code);
      CAPTURE(entry.text);
      for (const std::string& translation : entry.translations) CHECK(edges(translation) == edges(entry.text));
    }
  }
}

}  // namespace earshot::words::test
