#include "charts/banner.h"

#include "charts/axes_painter.h"
#include "charts/chart_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>

namespace agora::charts {
namespace {

/// A few pale candles: the place where a chart will be.
void paintSketch(QPainter &painter, const QRectF &area, const ChartTheme &theme)
{
    struct Candle {
        double high, top, bottom, low;
    };
    static constexpr std::array candles{Candle{0.40, 0.52, 0.82, 0.95},
        Candle{0.30, 0.40, 0.66, 0.74}, Candle{0.34, 0.46, 0.58, 0.80},
        Candle{0.10, 0.22, 0.56, 0.62}, Candle{0.02, 0.10, 0.34, 0.46}};
    const double slot = area.width() / static_cast<double>(candles.size());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.axis);
    for (std::size_t i = 0; i < candles.size(); ++i) {
        const auto &candle = candles[i];
        const double x = area.left() + (static_cast<double>(i) + 0.5) * slot;
        const auto box = [&](double top, double bottom, double width) {
            return QRectF(x - width / 2, area.top() + top * area.height(), width,
                (bottom - top) * area.height());
        };
        painter.drawRect(box(candle.high, candle.low, slot * 0.1));
        painter.drawRoundedRect(box(candle.top, candle.bottom, slot * 0.55), 2, 2);
    }
}

void paintButton(
    QPainter &painter, const QRectF &place, const QString &text, const ChartTheme &theme)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tagBackground);
    painter.drawRoundedRect(place, 4, 4);
    painter.setPen(textOn(theme.tagBackground));
    painter.drawText(place, Qt::AlignCenter | Qt::TextSingleLine, text);
}

} // namespace

QColor bannerColor(ChartState state, const ChartTheme &theme)
{
    switch (state) {
    case ChartState::EngineGone:
        return theme.loss;
    case ChartState::MarketClosed:
    case ChartState::NoData:
        return theme.warning;
    case ChartState::Ready:
    case ChartState::Loading:
        break;
    }
    return theme.tagBackground;
}

QString stateText(ChartState state)
{
    switch (state) {
    case ChartState::Ready:
        break;
    case ChartState::Loading:
        return ChartText::tr("Loading…");
    case ChartState::NoData:
        return ChartText::tr("No data");
    case ChartState::EngineGone:
        return ChartText::tr("Engine gone: prices stand still");
    case ChartState::MarketClosed:
        return ChartText::tr("Market closed");
    }
    return {};
}

QRectF paintBanner(QPainter &painter, const QRectF &area, const QColor &fill, const QString &text,
    const QFont &font)
{
    QFont strong = font;
    strong.setBold(true);
    const QFontMetricsF metrics(strong, painter.device());
    const double padding = metrics.height() * 0.7;
    const double room = std::max(0.0, area.width() - 4 * padding);
    const bool fits = metrics.horizontalAdvance(text) <= room; // else what can be done goes first
    const QString shown = metrics.elidedText(
        fits ? text : text.section(QStringLiteral(" – "), 0, 0), Qt::ElideRight, room);
    const QSizeF size(metrics.horizontalAdvance(shown) + 2 * padding, metrics.height() * 1.6);
    const QRectF box(area.center().x() - size.width() / 2, area.bottom() - size.height() - padding,
        size.width(), size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, size.height() / 2, size.height() / 2);
    painter.setPen(textOn(fill));
    painter.setFont(strong);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, shown);
    painter.restore();
    return box;
}

QRectF paintEmpty(QPainter &painter, const QRectF &area, const QString &text, const QString &detail,
    const QFont &font, const ChartTheme &theme, const QString &action)
{
    QFont large = font;
    if (font.pointSizeF() > 0)
        large.setPointSizeF(font.pointSizeF() * 1.5);
    const double line = QFontMetricsF(large, painter.device()).height();
    const QFontMetricsF details(font, painter.device());
    const double detailLine = details.height();
    const QRectF column = area.adjusted(line, 0, -line, 0);
    const auto heightWith = [&](const QFont &used) {
        return QFontMetricsF(used, painter.device())
            .boundingRect(column, Qt::AlignHCenter | Qt::TextWordWrap, text)
            .height();
    };
    if (heightWith(large) > 2.5 * line)
        large = font; // a long sentence
    const double words = heightWith(large);
    const double button = action.isEmpty() ? 0 : detailLine * 2.6; // with the room above it
    const QSizeF sketch(line * 4, line * 2.6);
    const double height = sketch.height() + words + line * 1.2 + detailLine + button;
    const bool hasSketch = area.height() > height * 1.2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    double y = area.center().y() - height / 2;
    if (hasSketch)
        paintSketch(painter,
            {area.center().x() - sketch.width() / 2, y, sketch.width(), sketch.height()}, theme);
    y += sketch.height() + line * 0.8;
    if (!hasSketch)
        y = std::max(
            area.top(), area.center().y() - (words + line * 0.2 + detailLine + button) / 2);
    painter.setFont(large);
    painter.setPen(theme.text);
    painter.drawText(
        QRectF(column.left(), y, column.width(), words), Qt::AlignHCenter | Qt::TextWordWrap, text);
    y += words + line * 0.2;
    painter.setFont(font);
    painter.setPen(theme.mutedText);
    painter.drawText(QRectF(area.left(), y, area.width(), detailLine),
        Qt::AlignCenter | Qt::TextSingleLine, detail);
    QRectF place;
    if (!action.isEmpty()) {
        const double width = std::ceil(details.horizontalAdvance(action) + detailLine * 1.6);
        place = {area.center().x() - width / 2, y + detailLine * 1.8, width, detailLine * 1.6};
        paintButton(painter, place, action, theme);
    }
    painter.restore();
    return place;
}

} // namespace agora::charts
