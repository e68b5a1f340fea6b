// One JSON object a line, both ways.
#pragma once

#include <map>
#include <string>

#include "client/text/face.h"
#include "client/text/posts.h"

namespace earshot::text_client {

class JsonFace final : public Face {
 public:
  JsonFace(Port port, Defaults defaults) : port_(std::move(port)), defaults_(std::move(defaults)) {}

  void event(const link::LinkEvent& event, TimePoint now) override;
  void line(std::string_view text, TimePoint now) override;
  void line_too_long() override;

 private:
  void message(const protocol::ServerMessage& message);
  void connection(const model::Connection& connection);
  void end(std::string_view why, std::string_view text, int code);
  void print(const Json& event);
  /// The reference an intent carried; it is forgotten with this.
  void add_ref(Json& event, std::uint64_t intent);

  Port port_;
  Defaults defaults_;
  std::map<std::uint64_t, Json> refs_;
  Posts posts_;
  std::string last_class_;
  std::string last_sessions_;
  bool reached_ = false;
};

}  // namespace earshot::text_client
