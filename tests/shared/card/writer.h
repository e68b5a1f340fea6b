// Writes a card as YAML, for tests that load it again. Every text in double quotes, every group on lines of its own.
#pragma once

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <string_view>

#include "shared/card/card.h"

namespace earshot::card::samples {

class Writer {
 public:
  static std::string write(const Card& card) {
    Writer writer;
    writer.card(card);
    return std::move(writer.out_);
  }

 private:
  void line(std::string_view text) { fmt::format_to(std::back_inserter(out_), "{:{}}{}\n", "", indent_, text); }

  static std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
    return out + '"';
  }

  /// Left out where it is empty.
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) line(fmt::format("{}: {}", key, quoted(value)));
  }
  void word(std::string_view key, std::string_view value) { line(fmt::format("{}: {}", key, value)); }
  void number(std::string_view key, int value) { line(fmt::format("{}: {}", key, value)); }
  void time(std::string_view key, Seconds value) { line(fmt::format("{}: {}:{:02}", key, value.count() / 60, value.count() % 60)); }

  template <class F>
  void group(std::string_view key, F inside) {
    line(fmt::format("{}:", key));
    indent_ += 2;
    inside();
    indent_ -= 2;
  }

  /// Each item's first line takes the dash.
  template <class T, class F>
  void items(std::string_view key, const std::vector<T>& values, F each) {
    if (values.empty()) return;
    line(fmt::format("{}:", key));
    indent_ += 4;
    for (const T& value : values) {
      const auto begin = out_.size();
      each(value);
      out_[begin + static_cast<std::size_t>(indent_) - 2] = '-';
    }
    indent_ -= 4;
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    items(key, values, [&](const std::string& value) { line(quoted(value)); });
  }
  void words(std::string_view key, const std::vector<std::string>& values) {
    items(key, values, [&](const std::string& value) { line(value); });
  }

  static std::string_view name_of(Rule rule) { return rule == Rule::at_once ? "at_once" : rule == Rule::if_asked ? "if_asked" : "if_heard"; }
  static std::string_view name_of(BeatPhase phase) { return phase == BeatPhase::talk ? "talk" : phase == BeatPhase::recap ? "recap" : "solve"; }

  void fact(const Fact& fact) {
    word("id", fact.id);
    text("text", fact.text);
    text("label", fact.label);
    word("rule", name_of(fact.rule));
    text("topic", fact.topic);
    if (fact.rule == Rule::if_heard) number("level", fact.level);
  }

  void when(const Trigger& when) {
    word("in", name_of(when.phase));
    switch (when.kind) {
      case Trigger::Kind::time: return time("after", when.after);
      case Trigger::Kind::phase: return;
      case Trigger::Kind::agent_messages: return number("agent_messages", when.count);
      case Trigger::Kind::felt_heard: return number("felt_heard", when.count);
      case Trigger::Kind::pressed: return word("pressed", "yes");
    }
  }

  void note(const HistoryNote& note) { text("when", note.when), text("by", note.by), text("text", note.text); }

  void customer(const CustomerSide& side) {
    text("name", side.name), text("subtitle", side.subtitle), text("situation", side.situation), text("want", side.want);
    text("stake", side.stake), text("manner", side.manner), text("opening", side.opening), text("goal", side.goal);
    number("felt_start", side.felt_start);
    items("feelings", side.feelings, [&](const Feeling& feeling) {
      word("id", feeling.id), text("name", feeling.name), text("reason", feeling.reason), number("intensity", feeling.intensity);
      words("shown_in", feeling.shown_in);
    });
    items("facts", side.facts, [&](const Fact& one) { fact(one); });
    items("beats", side.beats, [&](const Beat& beat) {
      word("id", beat.id), text("text", beat.text), text("mood", beat.mood), text("time_jump", beat.time_jump);
      group("when", [&] { when(beat.when); });
    });
    const auto option = [&](const Option& one) { word("id", one.id), text("text", one.text); };
    items("resolution", side.resolution, option);
    items("prevention", side.prevention, option);
  }

  void agent(const AgentSide& side) {
    text("name", side.name), text("company", side.company), text("subtitle", side.subtitle), text("about", side.about);
    text("success", side.success), text("remember", side.remember), text("policy", side.policy);
    const auto offer = [&](const Offer& one) { text("title", one.title), text("detail", one.detail); };
    items("you_decide", side.you_decide, offer);
    items("ask_first", side.ask_first, offer);
    text("ask_whom", side.ask_whom);
    items("not_yours", side.not_yours, offer);
    items("history", side.history, [&](const HistoryNote& one) { note(one); });
  }

  void modifiers(const Modifiers& offered) {
    items("distraction", offered.distraction, [&](const Bait& bait) {
      text("from", bait.from), text("text", bait.text), text("inside", bait.inside), time("after", bait.after);
    });
    if (offered.bias) {
      group("bias", [&] {
        group("note", [&] { note(offered.bias->note); });
        text("truth", offered.bias->truth);
      });
    }
    if (offered.pressure) {
      group("pressure", [&] {
        number("within", offered.pressure->within);
        texts("lines", offered.pressure->lines);
      });
    }
    if (offered.handover) {
      group("handover", [&] {
        text("to", offered.handover->to), text("to_agent", offered.handover->to_agent), text("to_customer", offered.handover->to_customer);
      });
    }
  }

  void card(const Card& card) {
    word("id", card.id), text("title", card.title), text("sector", card.sector), word("language", card.language);
    number("difficulty", card.difficulty);
    group("minutes", [&] {
      time("brief", card.minutes.brief), time("talk", card.minutes.talk), time("recap", card.minutes.recap);
      time("solve", card.minutes.solve), time("score", card.minutes.score), time("debrief", card.minutes.debrief);
    });
    texts("tags", card.tags);
    words("skills", card.skills);
    text("content_note", card.content_note);
    word("warm_up", card.warm_up ? "yes" : "no");
    if (card.follows) group("follows", [&] { word("card", card.follows->card), text("later", card.follows->later); });
    group("customer", [&] { customer(card.customer); });
    group("agent", [&] { agent(card.agent); });
    if (card.modifiers != Modifiers{}) group("modifiers", [&] { modifiers(card.modifiers); });
    texts("debrief", card.debrief);
    texts("sources", card.sources);
    items("variants", card.variants, [&](const Variant& variant) {
      word("id", variant.id), text("title", variant.title), text("stake", variant.stake);
      if (!variant.values.empty()) {
        group("values", [&] {
          for (const auto& [name, value] : variant.values) text(name, value);
        });
      }
      if (variant.fact) group("fact", [&] { fact(*variant.fact); });
    });
  }

  std::string out_;
  int indent_ = 0;
};

}  // namespace earshot::card::samples
