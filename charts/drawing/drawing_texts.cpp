#include "charts/drawing/drawing_texts.h"

#include <QFontMetricsF>
#include <QPaintDevice>

namespace agora::charts {
namespace {

constexpr qsizetype mostTexts = 20'000;

} // namespace

const DrawingTexts::Text &DrawingTexts::of(
    const QString &text, double fontSize, const QFont &font, QPaintDevice *device)
{
    const int dotsPerInch = device ? device->logicalDpiY() : 0;
    if (font != m_font || dotsPerInch != m_dotsPerInch || m_known.size() > mostTexts) {
        m_known.clear();
        m_fonts.clear();
        m_font = font;
        m_dotsPerInch = dotsPerInch;
    }
    auto found = m_known.find({fontSize, text});
    if (found != m_known.end())
        return *found;
    auto known = m_fonts.find(fontSize);
    if (known == m_fonts.end()) {
        known = m_fonts.insert(fontSize, font);
        if (fontSize > 0)
            known->setPointSizeF(fontSize);
    }
    const QFontMetricsF metrics = device ? QFontMetricsF(*known, device) : QFontMetricsF(*known);
    Text made{.size = metrics.size(0, text),
        .height = metrics.height(),
        .font = *known,
        .glyphs = {},
        .offset = {},
        .hasGlyphs = !text.contains(QLatin1Char('\n'))};
    if (made.hasGlyphs) {
        made.glyphs.setTextFormat(Qt::PlainText);
        made.glyphs.setText(text);
        made.glyphs.prepare({}, made.font);
        made.offset = {-made.glyphs.size().width() / 2, -made.glyphs.size().height() / 2};
    }
    return *m_known.insert({fontSize, text}, std::move(made));
}

} // namespace agora::charts
