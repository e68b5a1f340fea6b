// An ImGui context with the real fonts and no window: frames can be run, nothing is drawn.
#pragma once

#include <imgui.h>

#include "client/theme/theme.h"
#include "client/widgets/kit.h"

namespace earshot::widgets {

class Headless {
 public:
  explicit Headless(ImVec2 size = {1440, 900}) : size_(size) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = size_;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    kit.fonts = theme::load_fonts(*io.Fonts);
    theme::apply(kit);
    begin();
  }
  ~Headless() {
    end();
    ImGui::DestroyContext();
  }
  Headless(const Headless&) = delete;
  Headless& operator=(const Headless&) = delete;

  /// Ends this frame and begins the next, a sixtieth of a second later.
  void next() {
    end();
    begin();
  }
  std::optional<Milliseconds> again() const { return again_; }

  Kit kit;

 private:
  void begin() {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    kit.begin_frame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size_);
    ImGui::Begin("test", nullptr, ImGuiWindowFlags_NoDecoration);
  }
  void end() {
    ImGui::End();
    again_ = kit.end_frame();
    ImGui::Render();
    kit.recorder.shown();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
        texture->SetTexID(1);
        texture->SetStatus(ImTextureStatus_OK);
      } else if (texture->Status == ImTextureStatus_WantDestroy) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
      }
    }
  }

  const ImVec2 size_;
  std::optional<Milliseconds> again_;
};

}  // namespace earshot::widgets
