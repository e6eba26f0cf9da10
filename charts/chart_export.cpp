#include "charts/chart_scene.h"
#include "charts/price_chart.h"

#include <QFile>
#include <QSvgGenerator>

// The chart as a picture: for files, the clipboard and paper.
namespace agora::charts {
namespace {

/// While it lives the chart is as it should be on paper: no mouse, no status, perhaps other
/// colours.
class PictureLook {
public:
    PictureLook(ChartScene &scene, const ChartTheme *theme)
        : m_scene(scene), m_theme(scene.theme), m_hover(scene.hover())
    {
        scene.navigation.isPicture = true;
        scene.replaceHover(std::nullopt);
        if (theme)
            scene.theme = *theme;
        apply();
    }
    ~PictureLook()
    {
        m_scene.navigation.isPicture = false;
        m_scene.replaceHover(m_hover);
        m_scene.theme = m_theme;
        apply();
    }
    PictureLook(const PictureLook &) = delete;
    PictureLook &operator=(const PictureLook &) = delete;

private:
    void apply()
    {
        m_scene.applyTheme();
        m_scene.refresh();
    }
    ChartScene &m_scene;
    const ChartTheme m_theme;
    const std::optional<QPointF> m_hover;
};

} // namespace

QPixmap PriceChart::picture(double scale)
{
    const PictureLook look(*m_scene, nullptr);
    return m_scene->picture(scale);
}

bool PriceChart::draw(QPaintDevice &device, const QRectF &target, const ChartTheme *theme)
{
    const PictureLook look(*m_scene, theme);
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const double factor = std::min(target.width() / width(), target.height() / height());
    painter.translate(target.topLeft());
    painter.scale(factor, factor);
    painter.setClipRect(rect());
    m_scene->render(painter);
    return painter.end();
}

Result<void> PriceChart::savePicture(const QString &file, double scale)
{
    const auto problem = "The picture could not be written to " + file.toStdString() + ".";
    if (!file.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        if (!picture(scale).save(file))
            return fail(problem);
        return {};
    }
    QFile written(file);
    if (!written.open(QIODevice::WriteOnly))
        return fail(problem);
    QSvgGenerator svg;
    svg.setOutputDevice(&written);
    svg.setSize(size());
    svg.setViewBox(rect());
    svg.setResolution(logicalDpiX()); // letters keep their size
    svg.setTitle(m_scene->data.displaySymbol());
    const bool isDrawn = draw(svg, rect());
    written.close();
    if (!isDrawn || written.error() != QFileDevice::NoError)
        return fail(problem);
    return {};
}

} // namespace agora::charts
