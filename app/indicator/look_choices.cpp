#include "app/indicator/look_choices.h"

#include <QCoreApplication>
#include <QPainter>

namespace agora::app {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(agora::app::LookChoices)
};

QIcon dashIcon(Qt::PenStyle dash, const QWidget &for_)
{
    const QSize size(30, 12);
    const qreal ratio = for_.devicePixelRatioF();
    QPixmap picture(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setPen(QPen(for_.palette().text().color(), 2, dash, Qt::FlatCap));
    painter.drawLine(2, size.height() / 2, size.width() - 2, size.height() / 2);
    return picture;
}

} // namespace

QComboBox *makeDashBox(Qt::PenStyle dash, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setIconSize({30, 12});
    const std::pair<Qt::PenStyle, QString> styles[]
        = {{Qt::SolidLine, Words::tr("Solid line")}, {Qt::DashLine, Words::tr("Dashes")},
            {Qt::DotLine, Words::tr("Dots")}, {Qt::DashDotLine, Words::tr("Dashes and dots")}};
    for (const auto &[style, title] : styles) {
        box->addItem(dashIcon(style, *box), QString(), static_cast<int>(style));
        box->setItemData(box->count() - 1, title, Qt::ToolTipRole);
        box->setItemData(box->count() - 1, title, Qt::AccessibleTextRole);
    }
    box->setToolTip(Words::tr("How the line is dashed"));
    box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(dash))));
    return box;
}

Qt::PenStyle dashOf(const QComboBox &box)
{
    return static_cast<Qt::PenStyle>(box.currentData().toInt());
}

QComboBox *makePlotBox(charts::OutputStyle plot, QWidget *parent)
{
    using charts::OutputStyle;
    auto *box = new QComboBox(parent);
    const std::pair<OutputStyle, QString> styles[]
        = {{OutputStyle::Usual, Words::tr("Usual")}, {OutputStyle::Line, Words::tr("Line")},
            {OutputStyle::Dots, Words::tr("Points")}, {OutputStyle::Steps, Words::tr("Steps")},
            {OutputStyle::Histogram, Words::tr("Columns")}, {OutputStyle::Area, Words::tr("Area")}};
    for (const auto &[style, title] : styles)
        box->addItem(title, static_cast<int>(style));
    box->setToolTip(Words::tr("How the values are drawn"));
    box->setCurrentIndex(std::max(0, box->findData(static_cast<int>(plot))));
    return box;
}

charts::OutputStyle plotOf(const QComboBox &box)
{
    return static_cast<charts::OutputStyle>(box.currentData().toInt());
}

} // namespace agora::app
