#pragma once

#include <QFont>
#include <QHash>
#include <QStaticText>

class QPaintDevice;

namespace agora::charts {

/// Sizes and glyphs of the texts of drawings: laying them out anew costs more than all else of a
/// frame. Of one font and one kind of screen at a time.
class DrawingTexts {
public:
    struct Text {
        QSizeF size; ///< as QFontMetricsF says, device-independent pixels
        double height = 0; ///< of a line
        QFont font;
        QStaticText glyphs; ///< valid for one line only
        QPointF offset; ///< of the glyphs from the middle of the text
        bool hasGlyphs = false;
    };
    /// `fontSize` in points; 0 = that of the font. Valid until the next call.
    [[nodiscard]] const Text &of(
        const QString &text, double fontSize, const QFont &font, QPaintDevice *device);

private:
    QHash<std::pair<double, QString>, Text> m_known;
    QHash<double, QFont> m_fonts; ///< shared by their texts, so that a painter sees no change
    QFont m_font;
    int m_dotsPerInch = -1;
};

} // namespace agora::charts
