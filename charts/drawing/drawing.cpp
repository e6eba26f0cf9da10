#include "charts/drawing/drawing.h"

#include "charts/drawing/drawing_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

struct KindFacts {
    DrawingKind kind;
    const char *key;
    int anchors;
};

constexpr std::array facts{KindFacts{DrawingKind::TrendLine, "trend_line", 2},
    KindFacts{DrawingKind::Ray, "ray", 2}, KindFacts{DrawingKind::ExtendedLine, "extended_line", 2},
    KindFacts{DrawingKind::HorizontalLine, "horizontal_line", 1},
    KindFacts{DrawingKind::VerticalLine, "vertical_line", 1},
    KindFacts{DrawingKind::Channel, "channel", 3},
    KindFacts{DrawingKind::Rectangle, "rectangle", 2},
    KindFacts{DrawingKind::FibRetracement, "fib_retracement", 2},
    KindFacts{DrawingKind::FibExtension, "fib_extension", 3},
    KindFacts{DrawingKind::Measure, "measure", 2}, KindFacts{DrawingKind::Text, "text", 1},
    KindFacts{DrawingKind::Arrow, "arrow", 2}};

const KindFacts &factsOf(DrawingKind kind)
{
    return *std::ranges::find(facts, kind, &KindFacts::kind);
}

std::vector<FibLevel> levelsOf(std::initializer_list<double> on, std::initializer_list<double> off)
{
    std::vector<FibLevel> levels;
    for (const double value : on)
        levels.push_back({.value = value, .label = {}, .color = {}, .isOn = true});
    for (const double value : off)
        levels.push_back({.value = value, .label = {}, .color = {}, .isOn = false});
    std::ranges::sort(levels, {}, &FibLevel::value);
    return levels;
}

} // namespace

int anchorCount(DrawingKind kind) { return factsOf(kind).anchors; }

QString kindKey(DrawingKind kind) { return QString::fromLatin1(factsOf(kind).key); }

std::optional<DrawingKind> kindOf(const QString &key)
{
    const auto found = std::ranges::find_if(
        facts, [&](const KindFacts &each) { return key == QLatin1String(each.key); });
    return found == facts.end() ? std::nullopt : std::optional(found->kind);
}

QString kindTitle(DrawingKind kind)
{
    switch (kind) {
    case DrawingKind::TrendLine:
        return DrawingText::tr("Trend Line");
    case DrawingKind::Ray:
        return DrawingText::tr("Ray");
    case DrawingKind::ExtendedLine:
        return DrawingText::tr("Extended Line");
    case DrawingKind::HorizontalLine:
        return DrawingText::tr("Horizontal Line");
    case DrawingKind::VerticalLine:
        return DrawingText::tr("Vertical Line");
    case DrawingKind::Channel:
        return DrawingText::tr("Parallel Channel");
    case DrawingKind::Rectangle:
        return DrawingText::tr("Rectangle");
    case DrawingKind::FibRetracement:
        return DrawingText::tr("Fibonacci Retracement");
    case DrawingKind::FibExtension:
        return DrawingText::tr("Fibonacci Extension");
    case DrawingKind::Measure:
        return DrawingText::tr("Measure");
    case DrawingKind::Text:
        return DrawingText::tr("Text");
    case DrawingKind::Arrow:
        break;
    }
    return DrawingText::tr("Arrow");
}

bool hasLevels(DrawingKind kind)
{
    return kind == DrawingKind::FibRetracement || kind == DrawingKind::FibExtension;
}

bool canBeFilled(DrawingKind kind)
{
    return hasLevels(kind) || kind == DrawingKind::Channel || kind == DrawingKind::Rectangle
        || kind == DrawingKind::Measure || kind == DrawingKind::Text;
}

bool canExtendRight(DrawingKind kind)
{
    return hasLevels(kind) || kind == DrawingKind::Channel || kind == DrawingKind::Rectangle;
}

QString title(const Drawing &drawing)
{
    return drawing.name.isEmpty() ? kindTitle(drawing.kind) : drawing.name;
}

QString levelLabel(const FibLevel &level)
{
    if (!level.label.isEmpty())
        return level.label;
    return QLocale::c().toString(level.value * 100, 'g', 6) + QStringLiteral(" %");
}

DrawingStyle usualStyle(DrawingKind kind)
{
    DrawingStyle style;
    switch (kind) {
    case DrawingKind::FibRetracement:
        style.levels = levelsOf({0, 0.236, 0.382, 0.5, 0.618, 0.786, 1}, {1.272, 1.618, 2.618});
        style.width = 1;
        style.isFilled = true;
        style.opacity = 0.07;
        break;
    case DrawingKind::FibExtension:
        style.levels = levelsOf({0, 0.382, 0.618, 1, 1.272, 1.618}, {0.5, 0.786, 2, 2.618});
        style.width = 1;
        style.isFilled = true;
        style.opacity = 0.07;
        break;
    case DrawingKind::Rectangle:
    case DrawingKind::Measure:
        style.isFilled = true;
        style.width = 1;
        break;
    case DrawingKind::Channel:
        style.isFilled = true;
        style.opacity = 0.1;
        break;
    default:
        break;
    }
    return style;
}

bool isShownOn(const Drawing &drawing, Period period)
{
    return drawing.isVisible
        && (drawing.periods.empty()
            || std::ranges::find(drawing.periods, period) != drawing.periods.end());
}

bool isSoundTime(Timestamp at)
{
    using namespace std::chrono;
    return at >= sys_days(year(1900) / 1 / 1) && at < sys_days(year(2150) / 1 / 2);
}

bool isSound(const Drawing &drawing)
{
    const auto isNumber = [](const DrawingAnchor &anchor) {
        return std::isfinite(anchor.price) && isSoundTime(anchor.time);
    };
    return !drawing.id.isEmpty()
        && drawing.anchors.size() == static_cast<std::size_t>(anchorCount(drawing.kind))
        && std::ranges::all_of(drawing.anchors, isNumber) && std::isfinite(drawing.style.width)
        && std::isfinite(drawing.style.opacity) && std::isfinite(drawing.style.fontSize)
        && std::ranges::all_of(
            drawing.style.levels, [](const FibLevel &level) { return std::isfinite(level.value); });
}

} // namespace agora::charts
