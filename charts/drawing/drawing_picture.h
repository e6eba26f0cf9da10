#pragma once

#include "charts/chart_theme.h"
#include "charts/drawing/drawing_space.h"

#include <QImage>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace agora::charts {

/// What the picture of the drawings hangs on.
struct PictureState {
    std::vector<double> numbers;
    ChartTheme theme;
    QString font;
    QString series; ///< symbol and period: pictures of two are never mixed
    bool operator==(const PictureState &) const = default;
};

/// The drawings at rest as an image, painted by another thread. Few of them are waited for; the
/// picture of thousands is shown when it is ready, and until then the one before it, moved to where
/// its bars and prices are now: whoever pans is never held up.
class DrawingPicture {
public:
    /// Of how large an image, in pixels of the screen, and how many of them make one of ours.
    struct Size {
        QSize pixels;
        double scale = 1;
        int dotsPerInch = 96;
    };
    /// All that is needed to paint one pane elsewhere.
    struct Pane {
        DrawingSpace space;
        std::vector<Drawing> drawings; ///< from back to front
    };
    /// Open times of the bars, which a job goes on reading while the chart gets new ones.
    using Times = std::shared_ptr<const std::vector<std::int64_t>>;

    /// `ready` is called in this thread when a picture has come.
    explicit DrawingPicture(std::function<void()> ready);
    ~DrawingPicture();
    DrawingPicture(const DrawingPicture &) = delete;
    DrawingPicture &operator=(const DrawingPicture &) = delete;

    [[nodiscard]] bool isOf(const PictureState &state) const { return m_state == state; }
    [[nodiscard]] bool isBusy() const { return m_job != nullptr; }
    /// Returns when it is done.
    void paint(PictureState state, const Size &size, const std::vector<DrawingSpace> &spaces,
        const std::function<void(QPainter &)> &paint);
    /// Returns at once. Not while it is busy.
    void begin(PictureState state, const Size &size, std::vector<Pane> panes, Times times);
    /// `spaces` are the panes of the chart as they are now.
    void draw(
        QPainter &painter, const PictureState &now, const std::vector<DrawingSpace> &spaces) const;

private:
    struct Job;
    struct Workshop; ///< what jobs hand on to the next: texts once laid out

    /// Where a pane was, and which bars and values it showed, when the image was painted.
    struct Place {
        QString pane;
        PaneMap map;
        std::int64_t firstTime = 0; ///< of bar 0
    };

    void take(const std::shared_ptr<Job> &job);
    void drawMoved(QPainter &painter, const Place &was, const DrawingSpace &now) const;

    std::function<void()> m_ready;
    QObject m_context; ///< jobs that are done are told to it
    std::shared_ptr<Workshop> m_workshop; ///< shared with the job
    std::shared_ptr<Job> m_job; ///< shared with the thread that works on it
    QImage m_image;
    PictureState m_state;
    std::vector<Place> m_places;
};

} // namespace agora::charts
