#include "client/theme/fonts.h"

#include <imgui_freetype.h>

#include <filesystem>

extern "C" {
extern const char earshot_font_regular[], earshot_font_regular_end[];
extern const char earshot_font_semibold[], earshot_font_semibold_end[];
extern const char earshot_font_bold[], earshot_font_bold_end[];
extern const char earshot_font_icons[], earshot_font_icons_end[];
}

namespace earshot::theme {
namespace {

// Dear ImGui sizes a font by ascent plus descent and rounds that to whole pixels; the design counts ems. So the icons,
// whose em is ascent plus descent, come first and set the size, and the others are merged at their own proportion.
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

ImFontConfig config_for(bool merge) {
  ImFontConfig config;
  config.MergeMode = merge;
  config.PixelSnapH = true;           // glyphs stand on whole pixels, which keeps small text sharp
  config.FontLoaderFlags = ImGuiFreeTypeLoaderFlags_LightHinting;
  return config;
}

/// Fonts in the binary: the atlas only reads the bytes.
ImFont* add(ImFontAtlas& atlas, const char* begin, const char* end, float size, ImFontConfig config) {
  config.FontDataOwnedByAtlas = false;
  return atlas.AddFontFromMemoryTTF(const_cast<char*>(begin), static_cast<int>(end - begin), size, &config);
}

void add_fallbacks(ImFontAtlas& atlas, bool bold) {
  for (const auto& fallback : kFallbacks) {
    const char* path = bold ? fallback.bold : fallback.regular;
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) continue;
    const ImFontConfig config = config_for(true);
    atlas.AddFontFromFileTTF(path, kReference * fallback.em, &config);
  }
}

}  // namespace

Fonts load_fonts(ImFontAtlas& atlas) {
  static constexpr ImWchar kNoIcons[] = {0x0001, 0xEFFF, 0};  // the atlas keeps the address
  struct Source {
    const char* begin;
    const char* end;
    bool bold;
  };
  const Source sources[] = {{earshot_font_regular, earshot_font_regular_end, false},
                            {earshot_font_semibold, earshot_font_semibold_end, true},
                            {earshot_font_bold, earshot_font_bold_end, true}};
  Fonts fonts;
  for (std::size_t i = 0; i < fonts.by_weight.size(); ++i) {
    ImFontConfig icons = config_for(false);
    icons.GlyphExcludeRanges = kNoIcons;
    fonts.by_weight[i] = add(atlas, earshot_font_icons, earshot_font_icons_end, kReference, icons);
    add(atlas, sources[i].begin, sources[i].end, kReference * kHeight, config_for(true));
    add_fallbacks(atlas, sources[i].bold);
  }
  return fonts;
}

}  // namespace earshot::theme
