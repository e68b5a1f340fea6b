// What a server has to play and to rate with, and how its trainers write cards.
#pragma once

#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/protocol/moment.h"
#include "shared/protocol/vocabulary.h"

namespace earshot::protocol {

// --- Intents --------------------------------------------------------------------------------------------------------

/// Asks for a card's text to work on: the draft, else what is in force. Answer: CardSource.
struct OpenCard {
  static constexpr std::uint16_t kNumber = 70;
  std::string card;
  std::string language;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language));
  }
};

/// One part of a card's text; with the last one it is stored as a draft, or checked and published. `base` is the version
/// it was made from: if somebody has stored another one since, it is refused with `changed`.
struct SaveCard {
  static constexpr std::uint16_t kNumber = 71;
  std::string card;
  std::string language;
  std::uint32_t base = 0;
  bool publish = false;
  std::uint32_t part = 0;  ///< from 0, in order
  std::uint32_t parts = 1;
  std::string text;  ///< YAML; parts may be cut anywhere between two characters
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(base), CEREAL_NVP(publish), CEREAL_NVP(part), CEREAL_NVP(parts),
      CEREAL_NVP(text));
  }
};

/// Throws the draft away; without one, takes back what was published, so that the server's own file counts again.
struct DropCard {
  static constexpr std::uint16_t kNumber = 72;
  std::string card;
  std::string language;
  std::uint32_t base = 0;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(base));
  }
};

// --- Messages -------------------------------------------------------------------------------------------------------

struct CardSummary {
  std::string id;
  std::string title;
  std::string sector;
  std::uint8_t difficulty = 1;
  std::uint32_t variants = 1;
  std::uint32_t talk_minutes = 0;
  std::string content_note;
  std::vector<Modifier> modifiers{};  ///< that it has texts for
  bool warm_up = false;               ///< two minutes to warm up, no role-play of its own
  std::vector<std::string> languages{};  ///< that it can be played in
  std::vector<std::string> tags{};
  std::vector<std::string> skills{};
  std::string follows{};  ///< the card it is a follow-up of; empty: none
  std::string later{};    ///< how much later
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(title), CEREAL_NVP(sector), CEREAL_NVP(difficulty), CEREAL_NVP(variants),
      CEREAL_NVP(talk_minutes), CEREAL_NVP(content_note), CEREAL_NVP(modifiers), CEREAL_NVP(warm_up), CEREAL_NVP(languages),
      CEREAL_NVP(tags), CEREAL_NVP(skills), CEREAL_NVP(follows), CEREAL_NVP(later));
  }
  friend bool operator==(const CardSummary&, const CardSummary&) = default;
};

/// The cards on this server, in pages: what can be chosen, nothing that is secret in play.
struct CardPage {
  static constexpr std::uint16_t kNumber = 13;
  std::vector<CardSummary> cards;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(cards), CEREAL_NVP(complete));
  }
};

struct Criterion {
  std::string id;
  std::string name;
  std::string step;                 ///< Listen, Extract or Return; empty for the customer's criteria
  std::vector<std::string> levels;  ///< five texts, or one that describes the whole
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(name), CEREAL_NVP(step), CEREAL_NVP(levels));
  }
  friend bool operator==(const Criterion&, const Criterion&) = default;
};

struct FocusSet {
  std::string name;
  std::vector<std::string> criteria;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(name), CEREAL_NVP(criteria));
  }
  friend bool operator==(const FocusSet&, const FocusSet&) = default;
};

struct RubricShown {
  static constexpr std::uint16_t kNumber = 14;
  std::string id;
  std::vector<Criterion> agent;
  std::vector<Criterion> customer;
  std::vector<FocusSet> focus_sets;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(id), CEREAL_NVP(agent), CEREAL_NVP(customer), CEREAL_NVP(focus_sets));
  }
  friend bool operator==(const RubricShown&, const RubricShown&) = default;
};

/// One part of a card's text, to a trainer who opened it.
struct CardSource {
  static constexpr std::uint16_t kNumber = 28;
  std::string card;
  std::string language;
  std::uint32_t version = 0;  ///< counts up with each save; 0: the server's own file, never changed here
  bool draft = false;         ///< not published
  std::uint32_t part = 0;
  std::uint32_t parts = 1;
  std::string text;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(version), CEREAL_NVP(draft), CEREAL_NVP(part), CEREAL_NVP(parts),
      CEREAL_NVP(text));
  }
};

/// A card that trainers have worked on here.
struct ShelfEntry {
  std::string card;
  std::string language;
  std::string title;
  std::uint32_t version = 0;  ///< the latest, draft or published
  bool draft = false;         ///< there is a draft
  bool published = false;     ///< one from here is in force, in place of the server's own file if there is one
  std::string by;             ///< who saved the latest
  Moment at;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(card), CEREAL_NVP(language), CEREAL_NVP(title), CEREAL_NVP(version), CEREAL_NVP(draft), CEREAL_NVP(published),
      CEREAL_NVP(by), CEREAL_NVP(at));
  }
  friend bool operator==(const ShelfEntry&, const ShelfEntry&) = default;
};

/// To trainers of the server: what is being worked on, replacing earlier entries. `complete` as in MemberPage. An entry
/// without draft and published stands for one that was dropped.
struct ShelfPage {
  static constexpr std::uint16_t kNumber = 29;
  std::vector<ShelfEntry> entries;
  bool complete = true;
  template <class A>
  void serialize(A& a) {
    a(CEREAL_NVP(entries), CEREAL_NVP(complete));
  }
};

}  // namespace earshot::protocol
