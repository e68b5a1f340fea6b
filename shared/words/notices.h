// Texts that were made in English elsewhere with something put into them: "no class has the code 'K7M4QX'". The catalogue
// has them with {}, in the context "notice".
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace earshot::words {

class Notices {
 public:
  Notices() = default;
  /// `catalogue`: what msgfmt made; has to outlive this.
  explicit Notices(std::string_view catalogue);

  struct Part {
    std::string_view text;
    bool quoted = false;  ///< it stands in quotation marks, as what somebody typed does
  };
  struct Found {
    std::string_view translation;
    std::vector<Part> parts;  ///< what came in for {}, in English order
  };
  /// The text that fits with the most letters of its own.
  std::optional<Found> find(std::string_view text) const;

 private:
  struct Notice {
    std::vector<std::string_view> pieces;  ///< around each {}
    std::string_view translation;
    std::size_t letters = 0;
  };
  std::vector<Notice> notices_;  ///< those with the most letters first
};

}  // namespace earshot::words
