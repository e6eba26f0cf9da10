#include "charts/drawing/drawing_picture.h"

#include "charts/drawing/drawing_index.h"
#include "charts/drawing/drawing_painter.h"
#include "charts/drawing/drawing_texts.h"

#include <QPainter>
#include <QSemaphore>
#include <QThreadPool>

#include <cmath>

namespace agora::charts {
namespace {

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

void prepare(QImage &image, const DrawingPicture::Size &size)
{
    if (image.size() != size.pixels)
        image = QImage(size.pixels, QImage::Format_ARGB32_Premultiplied);
    const int dotsPerMeter = qRound(size.dotsPerInch / 0.0254);
    image.setDotsPerMeterX(dotsPerMeter);
    image.setDotsPerMeterY(dotsPerMeter);
    image.setDevicePixelRatio(size.scale);
    image.fill(Qt::transparent);
}

} // namespace

struct DrawingPicture::Workshop {
    DrawingTexts texts;
};

struct DrawingPicture::Job {
    PictureState state;
    Size size;
    std::vector<Pane> panes;
    Times times;
    std::vector<Place> places;
    std::shared_ptr<Workshop> workshop;
    QImage image;
    QSemaphore isDone;

    void run()
    {
        prepare(image, size);
        QPainter painter(&image);
        for (auto &pane : panes) {
            pane.space.device = &image;
            pane.space.texts = &workshop->texts;
            painter.save();
            painter.setClipRect(pane.space.map.rect, Qt::IntersectClip);
            for (const auto &drawing : pane.drawings)
                paintShape(painter, shapeOf(drawing, pane.space, state.theme), pane.space,
                    state.theme, Emphasis::None, drawing.isLocked);
            painter.restore();
        }
    }
};

DrawingPicture::DrawingPicture(std::function<void()> ready)
    : m_ready(std::move(ready)), m_workshop(std::make_shared<Workshop>())
{}

DrawingPicture::~DrawingPicture()
{
    if (m_job)
        m_job->isDone.acquire();
}

void DrawingPicture::paint(PictureState state, const Size &size,
    const std::vector<DrawingSpace> &spaces, const std::function<void(QPainter &)> &paint)
{
    prepare(m_image, size);
    QSemaphore isDone;
    painters().start([&] {
        QPainter painter(&m_image);
        paint(painter);
        painter.end();
        isDone.release();
    });
    isDone.acquire();
    m_state = std::move(state);
    m_places.clear();
    for (const auto &space : spaces)
        m_places.push_back({space.pane, space.map, space.bars.firstTime()});
}

void DrawingPicture::begin(
    PictureState state, const Size &size, std::vector<Pane> panes, Times times)
{
    m_job = std::make_shared<Job>();
    m_job->state = std::move(state);
    m_job->size = size;
    m_job->panes = std::move(panes);
    m_job->times = std::move(times);
    m_job->workshop = m_workshop;
    for (const auto &pane : m_job->panes)
        m_job->places.push_back({pane.space.pane, pane.space.map, pane.space.bars.firstTime()});
    painters().start([this, job = m_job] {
        job->run();
        QMetaObject::invokeMethod(
            &m_context, [this, job] { take(job); }, Qt::QueuedConnection);
        job->isDone.release(); // from here on this may be gone
    });
}

void DrawingPicture::take(const std::shared_ptr<Job> &job)
{
    m_job.reset();
    m_image = std::move(job->image);
    m_state = std::move(job->state);
    m_places = std::move(job->places);
    m_ready();
}

void DrawingPicture::draw(
    QPainter &painter, const PictureState &now, const std::vector<DrawingSpace> &spaces) const
{
    if (m_image.isNull() || m_state.series != now.series)
        return;
    if (m_state == now)
        return painter.drawImage(QPointF(0, 0), m_image);
    for (const auto &space : spaces) {
        const auto was = std::ranges::find(m_places, space.pane, &Place::pane);
        if (was != m_places.end())
            drawMoved(painter, *was, space);
    }
}

/// A pan moves all of it by so many pixels; a zoom or another range of prices stretches it.
void DrawingPicture::drawMoved(QPainter &painter, const Place &was, const DrawingSpace &now) const
{
    const PaneMap &map = now.map;
    const bool isOtherScale
        = was.map.isLogarithmic != map.isLogarithmic || was.map.isInverted != map.isInverted;
    if (isOtherScale || was.map.rect.isEmpty())
        return;
    const double added = now.bars.barAt(fromNanos(was.firstTime)); // older bars that came since
    const double left = map.x(was.map.firstBar + added);
    const double right = map.x(was.map.lastBar + added);
    const double top = map.y(was.map.valueAt(was.map.rect.top()));
    const double bottom = map.y(was.map.valueAt(was.map.rect.bottom()));
    const double wide = (right - left) / was.map.rect.width();
    const double tall = (bottom - top) / was.map.rect.height();
    if (!std::isfinite(wide + tall + left + top) || wide <= 0 || tall <= 0 || wide > 50
        || tall > 50)
        return;
    painter.save();
    painter.setClipRect(map.rect, Qt::IntersectClip);
    painter.translate(left, top);
    painter.scale(wide, tall);
    painter.translate(-was.map.rect.left(), -was.map.rect.top());
    const double scale = m_image.devicePixelRatio();
    const QRectF pixels(was.map.rect.left() * scale, was.map.rect.top() * scale,
        was.map.rect.width() * scale, was.map.rect.height() * scale);
    painter.drawImage(was.map.rect, m_image, pixels);
    painter.restore();
}

} // namespace agora::charts
