// 256 friendly words for security_words(): short, told apart by their first four letters and by ear.
// The order is part of what people compare: never change it.
#pragma once

#include <array>
#include <string_view>

namespace earshot::secure {

inline constexpr std::array<std::string_view, 256> kWords = {
    "acorn",    "album",   "amber",    "anchor",   "ankle",    "apple",   "april",    "arrow",   "artist",
    "atlas",    "autumn",  "bacon",    "baker",    "ballet",   "bamboo",  "banana",   "banjo",   "barrel",
    "basil",    "basket",  "beacon",   "beaver",   "bench",    "berry",   "bicycle",  "birch",   "biscuit",
    "blanket",  "blossom", "blue",     "bonfire",  "bottle",   "breeze",  "brick",    "bridge",  "broom",
    "button",   "cabin",   "cactus",   "camel",    "candle",   "canoe",   "canyon",   "carpet",  "carrot",
    "castle",   "cedar",   "cello",    "cherry",   "chess",    "chimney", "cinema",   "circle",  "citrus",
    "cloud",    "clover",  "cobalt",   "coffee",   "comet",    "copper",  "coral",    "cotton",  "cricket",
    "crystal",  "curtain", "daisy",    "dancer",   "dawn",     "desert",  "diamond",  "dinner",  "dolphin",
    "domino",   "donkey",  "dragon",   "eagle",    "eggplant", "elbow",   "elephant", "ember",   "emerald",
    "engine",   "fabric",  "falcon",   "family",   "feather",  "fern",    "festival", "fiddle",  "flute",
    "forest",   "fossil",  "fountain", "freckle",  "frost",    "galaxy",  "garden",   "garlic",  "gecko",
    "ginger",   "giraffe", "glacier",  "globe",    "goose",    "granite", "grape",    "guitar",  "hammock",
    "harbor",   "harvest", "hazel",    "hedgehog", "helmet",   "heron",   "hiking",   "honey",   "horizon",
    "hotel",    "igloo",   "indigo",   "island",   "ivory",    "jacket",  "jaguar",   "jasmine", "jelly",
    "jigsaw",   "jungle",  "juniper",  "kayak",    "kettle",   "kitchen", "koala",    "ladder",  "lagoon",
    "lantern",  "laptop",  "lavender", "lemon",    "leopard",  "library", "lilac",    "linen",   "lizard",
    "lobster",  "lotus",   "magnet",   "mango",    "maple",    "marble",  "meadow",   "melody",  "mermaid",
    "mint",     "mirror",  "mitten",   "monday",   "mosaic",   "muffin",  "museum",   "mustard", "napkin",
    "nectar",   "needle",  "nickel",   "noodle",   "nutmeg",   "oasis",   "ocean",    "olive",   "onion",
    "opera",    "orange",  "orbit",    "orchid",   "otter",    "oyster",  "panda",    "parrot",  "peach",
    "peanut",   "pebble",  "pelican",  "pencil",   "pepper",   "piano",   "picnic",   "pigeon",  "pilot",
    "pirate",   "planet",  "plum",     "pony",     "poppy",    "potato",  "prairie",  "pumpkin", "puppet",
    "purple",   "puzzle",  "quartz",   "quill",    "rabbit",   "radio",   "rainbow",  "raven",   "ribbon",
    "river",    "robin",   "rocket",   "ruby",     "saddle",   "saffron", "salad",    "salmon",  "sandal",
    "saturn",   "scarf",   "shadow",   "silver",   "sketch",   "sofa",    "sparrow",  "spinach", "spoon",
    "squirrel", "summer",  "sunset",   "swan",     "teapot",   "temple",  "thunder",  "ticket",  "tiger",
    "timber",   "tomato",  "topaz",    "towel",    "tulip",    "turtle",  "umbrella", "unicorn", "valley",
    "velvet",   "violin",  "volcano",  "waffle",   "walnut",   "walrus",  "willow",   "window",  "winter",
    "wizard",   "yellow",  "yogurt",   "zebra",
};

}  // namespace earshot::secure
