#include "shared/secure/invite.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "shared/base/text.h"

namespace earshot::secure {
namespace {

constexpr std::string_view kScheme = "earshot://";
constexpr std::size_t kMaxInvite = 512;
constexpr std::size_t kMaxHost = 253;
constexpr std::size_t kMaxCode = 16;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool same_scheme(std::string_view text) {
  return text.size() >= kScheme.size() && std::equal(kScheme.begin(), kScheme.end(), text.begin(),
                                                     [](char a, char b) { return a == lower(b); });
}

/// Four numbers of 0 to 255.
bool is_ipv4(std::string_view host) {
  int parts = 0;
  while (true) {
    int value = 0;
    const auto [end, error] = std::from_chars(host.data(), host.data() + host.size(), value);
    const auto digits = static_cast<std::size_t>(end - host.data());
    if (error != std::errc{} || digits > 3 || !is_digit(host.front()) || value > 255) return false;
    ++parts;
    host.remove_prefix(digits);
    if (host.empty()) return parts == 4;
    if (host.front() != '.' || parts == 4) return false;
    host.remove_prefix(1);
  }
}

tl::unexpected<Error> no_invite(std::string_view what, std::string field) {
  return fail(fmt::format("{}; an invite looks like earshot://192.168.1.5:7717/CODE#fingerprint", what), std::move(field));
}

Result<void> check_host(std::string_view host) {
  const auto wrong = [&](std::string_view what) { return no_invite(what, "address"); };
  if (host.empty()) return wrong("the invite names no server");
  if (host.size() > kMaxHost) return wrong("the server's name is too long");
  const bool only_numbers = std::ranges::all_of(host, [](char c) { return is_digit(c) || c == '.'; });
  if (only_numbers && !is_ipv4(host))
    return wrong(fmt::format("'{}' is no complete address of four numbers from 0 to 255", host));
  bool label_start = true;
  for (const char c : host) {
    if (c == '.' ? label_start : !(is_letter(c) || is_digit(c) || (c == '-' && !label_start)))
      return wrong(fmt::format("'{}' is no server name or address", host));
    label_start = c == '.';
  }
  return {};
}

}  // namespace

Result<Invite> Invite::parse(std::string_view text) {
  const auto wrong = [](std::string_view what, std::string field) { return no_invite(what, std::move(field)); };
  if (text.size() > kMaxInvite || !text::is_utf8(text)) return wrong("this is no invite", "invite");
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return wrong("the invite is empty", "invite");
  text = text.substr(first, text.find_last_not_of(kBlank) - first + 1);
  if (same_scheme(text)) {
    text.remove_prefix(kScheme.size());
  } else if (text.find("://") != std::string_view::npos) {
    return wrong("this link is not one of Earshot", "invite");
  }

  Invite out;
  if (const std::size_t mark = text.find('#'); mark != std::string_view::npos) {
    auto fingerprint = Fingerprint::parse(text.substr(mark + 1));
    if (!fingerprint) return fail(fingerprint.error().text, "fingerprint");
    out.fingerprint = *fingerprint;
    text = text.substr(0, mark);
  }
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    const std::string_view code = text.substr(slash + 1);
    if (code.size() > kMaxCode) return wrong("the class code is too long", "code");
    for (const char c : code) {
      if (!is_letter(c) && !is_digit(c)) return wrong("the class code has letters and digits only", "code");
      out.code += upper(c);
    }
    text = text.substr(0, slash);
  }
  if (text.starts_with('[') || std::ranges::count(text, ':') > 1)
    return wrong("Earshot needs an IPv4 address or a name, this is an IPv6 address", "address");
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    const std::string_view digits = text.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out.port);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || out.port == 0)
      return wrong(fmt::format("'{}' is no port; it is a number from 1 to 65535", digits), "address");
    text = text.substr(0, colon);
  }
  if (const auto good = check_host(text); !good) return tl::unexpected(good.error());
  for (const char c : text) out.host += lower(c);
  return out;
}

std::string Invite::to_string() const {
  std::string out = fmt::format("{}{}:{}", kScheme, host, port);
  if (!code.empty()) out += "/" + code;
  if (fingerprint) out += "#" + fingerprint->to_string();
  return out;
}

}  // namespace earshot::secure
