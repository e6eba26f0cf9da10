#include "charts/drawing/drawing_layer.h"

#include "charts/chart_scene.h"
#include "charts/drawing/drawing_index.h"
#include "charts/drawing/drawing_input.h"

#include <QSemaphore>
#include <QThreadPool>

#include <algorithm>
#include <cmath>

namespace agora::charts {
namespace {

constexpr std::size_t mostPaintedAnew = 6; // drawings; more are kept as an image

/// Qt hands out every larger shape that is painted in another thread to these, in small pieces,
/// which for a thousand shapes costs more than it gains and waits for all else on the machine; what
/// they paint themselves they paint in one go.
QThreadPool &painters()
{
    static QThreadPool &pool = [&]() -> QThreadPool & {
        auto &threads = *QThreadPool::globalInstance();
        threads.setExpiryTimeout(-1); // texts laid out by one hang on fonts that end with it
        return threads;
    }();
    return pool;
}

} // namespace

void DrawingLayer::paint(QPainter &painter)
{
    const auto &board = m_view.board();
    if (!m_view.hasBars() || board.isHidden())
        return;
    const auto all = spaces(painter.device());
    if (!m_scene.navigation.isPicture && board.set().all().size() > mostPaintedAnew)
        paintImage(painter, all);
    else
        paintResting(painter, all);
    paintHeld(painter, all);
}

std::vector<DrawingSpace> DrawingLayer::spaces(QPaintDevice *device) const
{
    std::vector<DrawingSpace> all;
    for (const auto pane : m_scene.stack().shown()) {
        all.push_back(m_view.spaceOf(pane, device));
        if (m_scene.navigation.isPicture) // of another device, with letters that stay letters
            all.back().texts = nullptr;
    }
    return all;
}

DrawingLayer::State DrawingLayer::state(double scale, const std::vector<DrawingSpace> &spaces) const
{
    State state{.numbers = {}, .theme = m_scene.theme, .font = m_scene.font().toString()};
    const auto &series = m_scene.data.series();
    state.numbers = {scale, static_cast<double>(m_scene.device()->width()),
        static_cast<double>(m_scene.device()->height()), static_cast<double>(m_revision),
        static_cast<double>(series.size()), static_cast<double>(series.times().front()),
        static_cast<double>(series.times().back()),
        static_cast<double>(series.period().nominal().count())};
    for (const auto &space : spaces) {
        const auto &map = space.map;
        for (const double number : {map.rect.left(), map.rect.top(), map.rect.width(),
                 map.rect.height(), map.firstBar, map.lastBar, map.low, map.high,
                 map.isLogarithmic ? 1.0 : 0.0, map.isInverted ? 1.0 : 0.0})
            state.numbers.push_back(number);
    }
    return state;
}

void DrawingLayer::paintImage(QPainter &painter, const std::vector<DrawingSpace> &spaces)
{
    const double scale = painter.deviceTransform().m11(); // pixels of the screen for one of ours
    State now = state(scale, spaces);
    if (!(now == m_drawn)) {
        const QSize pixels(static_cast<int>(std::ceil(m_scene.device()->width() * scale)),
            static_cast<int>(std::ceil(m_scene.device()->height() * scale)));
        if (m_image.size() != pixels)
            m_image = QImage(pixels, QImage::Format_ARGB32_Premultiplied);
        m_image.setDevicePixelRatio(scale);
        m_image.fill(Qt::transparent);
        QSemaphore isDone;
        painters().start([&] {
            QPainter imagePainter(&m_image);
            paintResting(imagePainter, spaces);
            imagePainter.end();
            isDone.release();
        });
        isDone.acquire();
        m_drawn = std::move(now);
    }
    painter.drawImage(QPointF(0, 0), m_image);
}

bool DrawingLayer::isHeld(const Drawing &drawing) const
{
    return m_view.board().isSelected(drawing.id) && !m_scene.navigation.isPicture;
}

const Drawing &DrawingLayer::shown(const Drawing &drawing) const
{
    if (m_input.isCloning())
        return drawing;
    const auto moved = std::ranges::find(m_input.moved(), drawing.id, &Drawing::id);
    return moved == m_input.moved().end() ? drawing : *moved;
}

void DrawingLayer::paintOne(
    QPainter &painter, const Drawing &drawing, const DrawingSpace &space, Emphasis emphasis) const
{
    paintShape(painter, shapeOf(drawing, space, m_scene.theme), space, m_scene.theme, emphasis,
        drawing.isLocked);
}

void DrawingLayer::paintResting(QPainter &painter, const std::vector<DrawingSpace> &spaces) const
{
    const Period period = m_scene.data.series().period();
    for (const auto &space : spaces) {
        painter.save();
        painter.setClipRect(space.map.rect, Qt::IntersectClip);
        for (const auto *drawing : m_view.within(space, space.map.rect))
            if (isShownOn(*drawing, period) && !isHeld(*drawing))
                paintOne(painter, *drawing, space, Emphasis::None);
        painter.restore();
    }
}

/// What the mouse has hold of or is near, and what is being drawn.
void DrawingLayer::paintHeld(QPainter &painter, const std::vector<DrawingSpace> &spaces) const
{
    if (m_scene.navigation.isPicture)
        return;
    for (const auto &space : spaces) {
        painter.save();
        painter.setClipRect(space.map.rect, Qt::IntersectClip);
        paintHeldIn(painter, space);
        painter.restore();
    }
}

void DrawingLayer::paintHeldIn(QPainter &painter, const DrawingSpace &space) const
{
    const auto &board = m_view.board();
    const Period period = m_scene.data.series().period();
    const auto paint = [&](const Drawing &drawing, Emphasis emphasis) {
        if (drawing.pane == space.pane && !isOutOfView(drawing, space))
            paintOne(painter, drawing, space, emphasis);
    };
    if (!board.selection().isEmpty())
        for (const auto &drawing : board.selected())
            if (isShownOn(drawing, period))
                paint(shown(drawing), Emphasis::Selected);
    const auto *hovered = board.set().find(m_input.hovered());
    if (hovered && !isHeld(*hovered) && isShownOn(*hovered, period))
        paint(*hovered, Emphasis::Hovered);
    if (m_input.isCloning())
        for (const auto &clone : m_input.moved())
            paint(clone, Emphasis::Selected);
    if (m_input.draft())
        paint(*m_input.draft(), Emphasis::Selected);
}

void DrawingLayer::addTags(std::vector<AxisTag> &tags) const
{
    const auto &board = m_view.board();
    if (board.isHidden() || !m_scene.stack().isShown(0))
        return;
    const PaneFrame frame = m_scene.frame(0);
    const Period period = m_scene.data.series().period();
    std::vector<AxisTag> own;
    const auto add = [&](const Drawing &drawing) {
        if (drawing.kind != DrawingKind::HorizontalLine || !drawing.pane.isEmpty())
            return;
        const double price = drawing.anchors[0].price;
        const double y = frame.map.y(price);
        if (y >= frame.map.rect.top() && y <= frame.map.rect.bottom())
            own.push_back(
                {price, {m_scene.data.priceText(price)}, lineColor(drawing, m_scene.theme)});
    };
    for (const auto &drawing : board.set().all())
        if (isShownOn(drawing, period))
            add(isHeld(drawing) ? shown(drawing) : drawing);
    if (m_input.draft())
        add(*m_input.draft());
    const double room = frame.map.rect.height() / (QFontMetricsF(m_scene.font()).height() * 2);
    if (static_cast<double>(own.size()) <= room)
        tags.insert(tags.end(), own.begin(), own.end());
}

} // namespace agora::charts
