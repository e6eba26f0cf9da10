#include "charts/chart_scene.h"
#include "charts/drawing/drawing_input.h"
#include "charts/drawing/drawing_painter.h"
#include "charts/drawing/drawing_view.h"
#include "charts/marks_painter.h"

// The picture of the drawings.
namespace agora::charts {

void DrawingView::paint(QPainter &painter)
{
    if (!hasBars() || m_board.isHidden())
        return;
    for (std::size_t pane = 0; pane < m_scene.stack().panes().size(); ++pane)
        paintPane(painter, pane);
    paintTags(painter);
}

void DrawingView::paintPane(QPainter &painter, std::size_t pane)
{
    const DrawingSpace space = spaceOf(pane, painter.device());
    if (space.map.rect.width() <= 0)
        return;
    const Period period = m_scene.data.series().period();
    painter.save();
    painter.setClipRect(space.map.rect);
    const auto paintOne = [&](const Drawing &drawing, Emphasis emphasis) {
        if (drawing.pane != space.pane || isOutOfView(drawing, space))
            return;
        paintShape(painter, shapeOf(drawing, space, m_scene.theme), space, m_scene.theme, emphasis,
            drawing.isLocked);
    };
    for (const auto &drawing : m_board.set().all()) {
        if (!isShownOn(drawing, period))
            continue;
        const auto emphasis = m_board.isSelected(drawing.id) ? Emphasis::Selected
            : drawing.id == m_input->hovered()               ? Emphasis::Hovered
                                                             : Emphasis::None;
        paintOne(shown(drawing), emphasis);
    }
    if (m_input->isCloning())
        for (const auto &clone : m_input->moved())
            paintOne(clone, Emphasis::Selected);
    if (m_input->draft())
        paintOne(*m_input->draft(), Emphasis::Selected);
    painter.restore();
}

/// Prices of horizontal lines in the scale; they give way to the price of the market.
void DrawingView::paintTags(QPainter &painter)
{
    const PaneFrame frame = m_scene.frame(0);
    const QFont font = axisFont(m_chart.font());
    const AxisSizes sizes(font, painter.device());
    std::vector<AxisTag> tags = priceTags(m_scene.data, m_scene.theme);
    const std::size_t others = tags.size();
    const Period period = m_scene.data.series().period();
    const auto add = [&](const Drawing &drawing) {
        const bool isMeant = drawing.kind == DrawingKind::HorizontalLine && drawing.pane.isEmpty();
        const double y = isMeant ? frame.map.y(drawing.anchors[0].price) : -1;
        if (!isMeant || y < frame.map.rect.top() || y > frame.map.rect.bottom())
            return;
        const double price = drawing.anchors[0].price;
        tags.push_back({price, {m_scene.data.priceText(price)}, lineColor(drawing, m_scene.theme)});
    };
    for (const auto &drawing : m_board.set().all())
        if (isShownOn(drawing, period))
            add(shown(drawing));
    if (m_input->draft())
        add(*m_input->draft());
    const std::size_t most = static_cast<std::size_t>(frame.map.rect.height() / sizes.tagHeight);
    if (tags.size() == others || tags.size() - others > most)
        return; // more lines than labels have room
    const auto places = placedTags(frame, tags, sizes);
    for (std::size_t i = others; i < tags.size(); ++i)
        paintTag(painter, places[i], tags[i], font);
}

} // namespace agora::charts
