#include "shared/transport/enet_link.h"

#include <fmt/format.h>

namespace earshot::transport::detail {

std::string Link::where() const { return fmt::format("{}:{}", target.host, target.port); }

std::string text_of(Code code) {
  switch (code) {
    case Code::timeout:
      return "the connection was lost: nothing came from the server for half a minute";
    case Code::stopping:
      return "the server was stopped";
    case Code::broken:
      return "the server could not read what it got: somebody changed bytes on the way, or the program is "
             "faulty";
    case Code::too_late:
      return "the server waited too long for this program";
    case Code::too_slow:
      return "the network took in too little of what the server sent";
    case Code::said_why:
    case Code::left:
      break;
  }
  return "the server closed the connection";
}

CloseKind kind_of(Code code) {
  switch (code) {
    case Code::stopping:
      return CloseKind::gone;
    case Code::broken:
      return CloseKind::broken;
    case Code::timeout:
    case Code::said_why:
    case Code::too_late:
    case Code::too_slow:
    case Code::left:
      break;
  }
  return CloseKind::lost;
}

}  // namespace earshot::transport::detail
