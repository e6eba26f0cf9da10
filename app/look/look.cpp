#include "app/look/look.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QStyleFactory>
#include <QSvgRenderer>

namespace agora::app {

namespace {

/// The icons are drawn in black; `colour` takes its place.
QByteArray recoloured(const QByteArray &svg, const QColor &colour)
{
    return QByteArray(svg).replace("#000000", colour.name().toLatin1());
}

QPixmap render(const QByteArray &svg, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(svg).render(&painter);
    return pixmap;
}

} // namespace

Look::Look(ThemeName name, QObject *parent) : QObject(parent), m_theme(makeTheme(name))
{
    apply(name);
}

void Look::apply(ThemeName name)
{
    m_theme = makeTheme(name);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(m_theme.palette());
    qApp->setStyleSheet(m_theme.styleSheet());
    emit changed();
}

QIcon Look::icon(const QString &name) const
{
    QFile file(QStringLiteral(":/agora/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto svg = file.readAll();
    QIcon icon;
    for (const int size : {16, 20, 24, 32, 40, 48, 64}) {
        icon.addPixmap(render(recoloured(svg, m_theme.text), size));
        icon.addPixmap(render(recoloured(svg, m_theme.border), size), QIcon::Disabled);
    }
    return icon;
}

void Look::dress(QAction *action, const QString &name) const
{
    action->setIcon(icon(name));
    connect(this, &Look::changed, action, [this, action, name] { action->setIcon(icon(name)); });
}

} // namespace agora::app
