#include "charts/candle_painter.h"

#include "charts/column_painter.h"

#include <array>
#include <tuple>

namespace agora::charts {
namespace {

constexpr double densePixelsPerBar = 1.5; // below, bars share pixel columns
constexpr double volumeShare = 0.18; // of the pane's height
constexpr double lineWidth = 1.6;
constexpr double areaStrength = 0.18; // of the line's colour in the area below it

/// Rectangles gathered by colour, so that each colour is set once.
class Strokes {
public:
    explicit Strokes(const ChartTheme &theme, double strength = 1)
        : m_colors{theme.up, theme.down, theme.mutedText}
    {
        for (QColor &color : m_colors)
            color = mixed(color, theme.background, strength);
    }
    void add(double open, double close, int x, int y, int width, int height)
    {
        m_rects[close > open ? 0 : close < open ? 1 : 2].emplace_back(x, y, width, height);
    }
    void paint(QPainter &painter)
    {
        painter.setPen(Qt::NoPen);
        for (std::size_t i = 0; i < m_rects.size(); ++i) {
            painter.setBrush(m_colors[i]);
            painter.drawRects(m_rects[i].data(), static_cast<int>(m_rects[i].size()));
        }
    }

private:
    std::array<QColor, 3> m_colors;
    std::array<std::vector<QRect>, 3> m_rects;
};

/// One bar's measures on the screen.
struct Shape {
    double open, close;
    int middle; ///< left edge of the wick
    int line; ///< thickness of the wick
    int bodyLeft, bodyWidth;
    int high, low, top, bottom; ///< y of the extremes and of the body, from the top
};

class BarShapes {
public:
    explicit BarShapes(const DevicePixels &pixels) : m_pixels(pixels), m_line(pixels.hairline())
    {
        const auto room = static_cast<int>(std::lround(pixels.map().pixelsPerBar() * 0.72));
        m_body = std::max(m_line, room);
        if ((m_body - m_line) % 2 != 0)
            --m_body; // same parity as the wick, so that it stands in the middle
    }
    [[nodiscard]] Shape of(const BarView &bars, std::size_t bar) const
    {
        Shape shape = at(bar);
        shape.open = bars.open[bar];
        shape.close = bars.close[bar];
        std::tie(shape.high, shape.low) = m_pixels.rows(bars.high[bar], bars.low[bar], m_line);
        std::tie(shape.top, shape.bottom) = m_pixels.rows(shape.open, shape.close, m_line);
        return shape;
    }
    /// Its place from left to right alone.
    [[nodiscard]] Shape at(std::size_t bar) const
    {
        Shape shape{};
        shape.line = m_line;
        shape.middle = static_cast<int>(
            std::floor(m_pixels.map().x(static_cast<double>(bar)) - m_line / 2.0 + 0.5));
        shape.bodyWidth = m_body;
        shape.bodyLeft = shape.middle - (m_body - m_line) / 2;
        return shape;
    }

private:
    const DevicePixels &m_pixels;
    int m_line;
    int m_body;
};

void addFilled(Strokes &strokes, const Shape &s)
{
    strokes.add(s.open, s.close, s.middle, s.high, s.line, s.low - s.high);
    if (s.bodyWidth > s.line)
        strokes.add(s.open, s.close, s.bodyLeft, s.top, s.bodyWidth, s.bottom - s.top);
}

void addHollow(Strokes &strokes, const Shape &s)
{
    if (s.close <= s.open || s.bodyWidth < 3 * s.line)
        return addFilled(strokes, s);
    const auto add = [&](int x, int y, int width, int height) {
        if (height > 0)
            strokes.add(s.open, s.close, x, y, width, height);
    };
    const int inner = s.bottom - s.top - 2 * s.line;
    add(s.middle, s.high, s.line, s.top - s.high);
    add(s.middle, s.bottom, s.line, s.low - s.bottom);
    add(s.bodyLeft, s.top, s.bodyWidth, s.line);
    add(s.bodyLeft, s.bottom - s.line, s.bodyWidth, s.line);
    add(s.bodyLeft, s.top + s.line, s.line, inner);
    add(s.bodyLeft + s.bodyWidth - s.line, s.top + s.line, s.line, inner);
}

void addBar(Strokes &strokes, const Shape &s, const DevicePixels &pixels)
{
    const int arm = (s.bodyWidth - s.line) / 2;
    strokes.add(s.open, s.close, s.middle, s.high, s.line, s.low - s.high);
    if (arm < 1)
        return;
    strokes.add(s.open, s.close, s.bodyLeft, pixels.y(s.open), arm, s.line);
    strokes.add(s.open, s.close, s.middle + s.line, pixels.y(s.close), arm, s.line);
}

void paintSparse(QPainter &painter, const DevicePixels &pixels, const BarView &bars,
    CandleStyle style, const ChartTheme &theme)
{
    const auto [begin, end] = pixels.barsInView(bars.size());
    const BarShapes shapes(pixels);
    Strokes strokes(theme);
    for (std::size_t bar = begin; bar < end; ++bar) {
        const Shape shape = shapes.of(bars, bar);
        if (style == CandleStyle::HollowCandles)
            addHollow(strokes, shape);
        else if (style == CandleStyle::Bars)
            addBar(strokes, shape, pixels);
        else
            addFilled(strokes, shape);
    }
    strokes.paint(painter);
}

/// Calls `paint(column, begin, end)` for each pixel column with the bars that lie in it.
template <typename Paint>
void forEachColumn(const DevicePixels &pixels, std::size_t count, Paint paint)
{
    std::size_t begin = pixels.firstBarOf(pixels.left(), count);
    for (int column = pixels.left(); column < pixels.right(); ++column) {
        const std::size_t end = pixels.firstBarOf(column + 1, count);
        if (begin < end)
            paint(column, begin, end);
        begin = end;
    }
}

void paintDense(
    QPainter &painter, const DevicePixels &pixels, const BarView &bars, const ChartTheme &theme)
{
    Strokes strokes(theme);
    forEachColumn(pixels, bars.size(), [&](int column, std::size_t begin, std::size_t end) {
        const Extent extent = bars.extent(begin, end);
        const auto [top, bottom] = pixels.rows(extent.high, extent.low, 1);
        strokes.add(bars.open[begin], bars.close[end - 1], column, top, 1, bottom - top);
    });
    strokes.paint(painter);
}

/// Calls `add(x, width, first bar, last bar, volume)` for every column of volume in view.
template <typename Add>
void forEachVolume(
    const DevicePixels &pixels, const BarSeries &series, const PriceColumns &columns, Add add)
{
    if (pixels.map().pixelsPerBar() >= densePixelsPerBar) {
        const auto [begin, end] = pixels.barsInView(series.size());
        const BarShapes shapes(pixels);
        for (std::size_t bar = begin; bar < end; ++bar) {
            const Shape shape = shapes.at(bar);
            add(shape.bodyLeft, shape.bodyWidth, bar, bar, series.volume()[bar]);
        }
        return;
    }
    forEachColumn(pixels, series.size(), [&](int column, std::size_t first, std::size_t past) {
        add(column, 1, first, past - 1, columns.volumes(series, first, past).high);
    });
}

} // namespace

QColor barColor(double open, double close, const ChartTheme &theme)
{
    return close > open ? theme.up : close < open ? theme.down : theme.mutedText;
}

void paintCandles(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, CandleStyle style, const ChartTheme &theme)
{
    if (style == CandleStyle::Area)
        paintBelow(painter, map, columns.closes(series),
            mixed(theme.area, theme.background, areaStrength));
    if (isLineStyle(style))
        return paintLine(painter, map, columns.closes(series), theme.line, theme.line, lineWidth);
    const DevicePixels pixels(painter, map);
    if (pixels.map().pixelsPerBar() >= densePixelsPerBar)
        paintSparse(painter, pixels, columns.bars(series), style, theme);
    else
        paintDense(painter, pixels, columns.bars(series), theme);
}

void paintVolumeOverlay(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, const ChartTheme &theme)
{
    const DevicePixels pixels(painter, map);
    const auto [begin, end] = map.barsInView(series.size());
    const double greatest = columns.volumes(series, begin, end).high;
    if (!(greatest > 0))
        return;
    const double perUnit = volumeShare * pixels.map().rect.height() / greatest;
    const int base = static_cast<int>(std::lround(pixels.map().rect.bottom()));
    Strokes strokes(theme, 0.36);
    forEachVolume(pixels, series, columns,
        [&](int x, int width, std::size_t first, std::size_t last, double volume) {
            if (!(volume > 0))
                return;
            const int height = static_cast<int>(std::lround(volume * perUnit));
            strokes.add(
                series.open()[first], series.close()[last], x, base - height, width, height);
        });
    strokes.paint(painter);
}

void paintVolumePane(QPainter &painter, const PaneMap &map, const BarSeries &series,
    const PriceColumns &columns, const ChartTheme &theme)
{
    const DevicePixels pixels(painter, map);
    Strokes strokes(theme, 0.75);
    forEachVolume(pixels, series, columns,
        [&](int x, int width, std::size_t first, std::size_t last, double volume) {
            if (!(volume > 0))
                return;
            const auto [top, bottom] = pixels.rows(volume, std::max(0.0, map.low), 1);
            strokes.add(series.open()[first], series.close()[last], x, top, width, bottom - top);
        });
    strokes.paint(painter);
}

} // namespace agora::charts
