#include "client/theme/fonts.h"

#include <imgui_freetype.h>

#include <cstdio>
#include <filesystem>

extern "C" {
extern const char earshot_font_regular[], earshot_font_regular_end[];
extern const char earshot_font_semibold[], earshot_font_semibold_end[];
extern const char earshot_font_bold[], earshot_font_bold_end[];
extern const char earshot_font_icons[], earshot_font_icons_end[];
}

namespace earshot::theme {
namespace {

constexpr float kReference = 16;

/// Scripts that Inter lacks. `em` is ascent plus descent over the em square, which keeps the sizes alike.
struct Fallback {
  const char* regular;
  const char* bold;
  float em;
};
constexpr Fallback kFallbacks[] = {
    {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", 1.362F},
    {"/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSansArabic-Bold.ttf",
     1.67F},
    {"/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSansHebrew-Bold.ttf",
     1.362F},
    {"/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf",
     "/usr/share/fonts/truetype/noto/NotoSansDevanagari-Bold.ttf", 1.511F},
    {"/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf", "/usr/share/fonts/truetype/noto/NotoSansThai-Bold.ttf",
     1.511F},
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 1.448F},
    {"/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf",
     "/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf", 1.362F},
};

ImFontConfig embedded(const char* name) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  // Glyphs stand on whole pixels, which keeps small text sharp.
  config.PixelSnapH = true;
  config.RasterizerMultiply = 1.2F;  // thin strokes on dark, as bright as they were drawn
  config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  std::snprintf(config.Name, sizeof config.Name, "%s", name);
  return config;
}

ImFont* add(ImFontAtlas& atlas, const char* begin, const char* end, float size, const char* name) {
  const ImFontConfig config = embedded(name);
  // The atlas only reads the bytes: FontDataOwnedByAtlas is off.
  return atlas.AddFontFromMemoryTTF(const_cast<char*>(begin), static_cast<int>(end - begin), size, &config);
}

void add_fallbacks(ImFontAtlas& atlas, bool bold) {
  for (const auto& fallback : kFallbacks) {
    const char* path = bold ? fallback.bold : fallback.regular;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) continue;
    ImFontConfig config;
    config.MergeMode = true;
  config.PixelSnapH = true;
  config.RasterizerMultiply = 1.2F;  // thin strokes on dark, as bright as they were drawn
  config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
    atlas.AddFontFromFileTTF(path, kReference * fallback.em, &config);
  }
}

}  // namespace

Fonts load_fonts(ImFontAtlas& atlas) {
  Fonts fonts;
  const float size = kReference * kInterEm;
  fonts.inter[0] = add(atlas, earshot_font_regular, earshot_font_regular_end, size, "Inter");
  add_fallbacks(atlas, false);
  fonts.inter[1] = add(atlas, earshot_font_semibold, earshot_font_semibold_end, size, "Inter SemiBold");
  add_fallbacks(atlas, true);
  fonts.inter[2] = add(atlas, earshot_font_bold, earshot_font_bold_end, size, "Inter Bold");
  add_fallbacks(atlas, true);
  fonts.icons = add(atlas, earshot_font_icons, earshot_font_icons_end, kReference, "Material Design Icons");
  return fonts;
}

}  // namespace earshot::theme
