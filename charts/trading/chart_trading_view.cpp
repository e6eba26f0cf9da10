#include "charts/chart_scene.h"
#include "charts/chart_text.h"
#include "charts/price_chart.h"
#include "charts/trading/chart_trading.h"

namespace agora::charts {
namespace {

Qt::PenStyle styleOf(const PriceLine &line)
{
    return line.kind == PriceLine::Kind::Position ? Qt::SolidLine : Qt::DashLine;
}

} // namespace

std::size_t ChartTrading::shownIndex(const QString &lineId) const
{
    for (std::size_t i = m_shownIds.size(); i-- > 0;) {
        if (m_shownIds[i] == lineId && i < m_places.size() && !m_places[i].box.isEmpty())
            return i;
    }
    return m_shownIds.size();
}

QRectF ChartTrading::tagArea(const QString &lineId) const
{
    const auto index = shownIndex(lineId);
    return index < m_places.size() ? m_places[index].box : QRectF();
}

QRectF ChartTrading::crossArea(const QString &lineId) const
{
    const auto index = shownIndex(lineId);
    return index < m_places.size() ? m_places[index].cross : QRectF();
}

QPointF ChartTrading::endOf(const QString &lineId) const
{
    const auto line = find(lineId);
    const PaneMap map = m_scene.frame(0).map;
    const double price = proposedPrice(lineId).value_or(line ? line->price : 0);
    return {map.rect.right(), std::clamp(map.y(price), map.rect.top(), map.rect.bottom())};
}

QString ChartTrading::tagText(const QString &lineId) const
{
    const auto index = shownIndex(lineId);
    if (index >= m_shown.size())
        return {};
    const auto &shown = m_shown[index];
    return shown.figure.isEmpty() ? shown.text : shown.text + QStringLiteral("  ") + shown.figure;
}

/// What a price means: at rest the one figure that matters, while it is dragged all of them.
QString ChartTrading::figureText(const PriceLine &line, double price, bool isLive) const
{
    const auto figures = figuresAt(line, price, m_scene.data, m_terms);
    QStringList parts;
    if (isLive)
        parts.append(m_scene.data.priceText(price));
    if (isLive || line.kind == PriceLine::Kind::Order)
        parts.append(pipsText(figures.pips));
    if (figures.result)
        parts.append(moneyText(*figures.result, true));
    else if (figures.risk && line.units > 0)
        parts.append(ChartText::tr("risk %1").arg(moneyText(*figures.risk, false)));
    if (isLive && !figures.result && figures.reward)
        parts.append(ChartText::tr("reward %1").arg(moneyText(*figures.reward, false)));
    const bool isTarget = line.kind == PriceLine::Kind::TakeProfit;
    if (const auto multiple = figures.multiple(); multiple && (isLive || isTarget))
        parts.append(ChartText::tr("%1 R").arg(numberText(*multiple, 1)));
    return parts.join(QStringLiteral(" · "));
}

QColor ChartTrading::figureColor(const PriceLine &line, double price) const
{
    const auto figures = figuresAt(line, price, m_scene.data, m_terms);
    if (!figures.result)
        return m_scene.theme.text;
    return *figures.result < 0 ? m_scene.theme.loss : m_scene.theme.profit;
}

void ChartTrading::showAt(
    const PriceLine &line, const QString &id, double price, const QString &prefix)
{
    const bool isDragged = m_drag && m_drag->isMoving && m_drag->lineId == id;
    const bool isMoved = proposedPrice(id).has_value();
    const bool isResting = line.kind != PriceLine::Kind::Position;
    ShownLine shown{.price = price,
        .text = line.text,
        .figure = figureText(line, price, isMoved || id == m_hovered),
        .color = colorOf(line, m_scene.theme),
        .figureColor = figureColor(line, price),
        .style = styleOf(line),
        .isStrong = isMoved || id == m_hovered,
        .isFaint = false,
        .hasCross = line.isCancellable && m_isEditable && !isMoved,
        .hasTag = true,
        .away = isResting ? std::abs(price - m_scene.data.series()[0].close) : 0};
    const auto objection
        = isDragged ? objectionTo(line, price, m_scene.data) : std::optional<QString>();
    if (objection || (id == m_refusedLine && !isMoved)) {
        shown.figure = objection ? *objection : m_refusal;
        shown.figureColor = m_scene.theme.warning;
        shown.isStrong = true;
    } else if (!prefix.isEmpty()) {
        shown.figure = prefix + QStringLiteral(" · ") + shown.figure;
    }
    m_shown.push_back(std::move(shown));
    m_shownIds.push_back(id);
}

void ChartTrading::showLine(const PriceLine &line)
{
    const auto proposed = proposedPrice(line.id);
    const bool isPosition = line.kind == PriceLine::Kind::Position;
    if (proposed) { // a shadow stays where it is until the engine has changed it
        m_shown.push_back({.price = line.price,
            .text = {},
            .figure = {},
            .color = colorOf(line, m_scene.theme),
            .figureColor = {},
            .style = isPosition ? Qt::SolidLine : Qt::DashLine,
            .isStrong = false,
            .isFaint = !isPosition,
            .hasCross = false,
            .hasTag = false,
            .away = 0});
        m_shownIds.push_back(line.id);
    }
    QString prefix;
    if (isPending(line.id))
        prefix = isPosition ? ChartText::tr("being placed") : ChartText::tr("pending change");
    else if (line.isPending)
        prefix = ChartText::tr("not confirmed");
    const double price = proposed.value_or(line.price);
    showAt(proposed ? draggedLine(line, price) : line, line.id, price, prefix);
}

void ChartTrading::show()
{
    m_shown.clear();
    m_shownIds.clear();
    for (const auto &line : m_scene.data.priceLines)
        showLine(line);
}

void ChartTrading::paintMarks(QPainter &painter, const PaneFrame &frame, std::vector<QRectF> taken)
{
    const auto &data = m_scene.data;
    if (data.trades.empty() && data.signalMarkers.empty()) {
        m_spots.clear();
        m_markTexts.clear();
        return;
    }
    const QFont &font = m_scene.smallFont();
    show();
    const double room = AxisSizes(font, painter.device()).characterWidth * 4; // figures grow
    for (const auto &place : placeOrderTags(m_shown, frame, font, painter.device()))
        if (!place.box.isEmpty())
            taken.push_back(place.box.adjusted(-room, 0, 0, 0));
    auto picture = paintTradeMarks(painter, frame, data, font, m_scene.theme, taken);
    m_spots = std::move(picture.spots);
    const auto before = std::exchange(m_markTexts, std::move(picture.texts));
    // The newest bar has moved a text that lies in the part of the image that was kept.
    if (!frame.map.clip.isEmpty() && before != m_markTexts)
        m_scene.mark(ChartScene::Change::All);
}

std::vector<QRectF> ChartTrading::markAreas() const
{
    std::vector<QRectF> areas;
    for (const auto &spot : m_spots)
        areas.push_back(spot.area);
    return areas;
}

/// Tints what lies between the entry and the price of a line that is dragged: won or lost.
void ChartTrading::paintBand(QPainter &painter, const PaneFrame &frame) const
{
    const auto line = m_drag && m_drag->isMoving ? find(m_drag->lineId) : std::nullopt;
    if (!line)
        return;
    const PriceLine moved = draggedLine(*line, m_drag->price);
    const auto figures = figuresAt(moved, m_drag->price, m_scene.data, m_terms);
    if (!moved.entry || !figures.result)
        return;
    QColor tint = *figures.result < 0 ? m_scene.theme.loss : m_scene.theme.profit;
    tint.setAlpha(34);
    const double a = frame.map.y(*moved.entry);
    const double b = frame.map.y(m_drag->price);
    const QRectF band(
        frame.map.rect.left(), std::min(a, b), frame.map.rect.width(), std::abs(a - b));
    painter.fillRect(band.intersected(frame.map.rect), tint);
}

void ChartTrading::paint(QPainter &painter, const PaneFrame &frame)
{
    const QFont &font = m_scene.smallFont();
    show();
    m_places = placeOrderTags(m_shown, frame, font, painter.device());
    paintBand(painter, frame);
    const int cross = m_isCrossHovered ? static_cast<int>(shownIndex(m_hovered)) : -1;
    paintOrderLines(painter, frame, m_shown, m_places, cross, font, m_scene.theme);
    const AxisSizes sizes(font, painter.device());
    for (const auto &line : m_scene.data.priceLines) {
        const auto price = proposedPrice(line.id);
        if (!price)
            continue;
        const AxisTag tag{*price, {m_scene.data.priceText(*price)},
            colorOf(draggedLine(line, *price), m_scene.theme)};
        const auto places = placedTags(frame, {tag}, sizes);
        paintTag(painter, places.front(), tag, font);
    }
    paintNote(painter, frame.map.rect, m_noteAt, m_note, font, m_scene.theme);
}

} // namespace agora::charts
