#include "app/chart_settings/color_choice.h"

#include "app/indicator/color_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

namespace agora::app {

ColorChoice::ColorChoice(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_button(new ColorButton(Qt::gray, this))
    , m_reset(new QToolButton(this))
    , m_note(new QLabel(tr("theme’s"), this))
{
    m_button->setObjectName(name);
    m_button->setFocusPolicy(Qt::StrongFocus);
    m_reset->setObjectName(name + QStringLiteral(".reset"));
    m_reset->setText(QStringLiteral("↺"));
    m_reset->setAutoRaise(true);
    m_reset->setFocusPolicy(Qt::StrongFocus);
    m_reset->setToolTip(tr("Back to the theme’s colour"));
    m_reset->setAccessibleName(m_reset->toolTip());
    m_note->setProperty("muted", true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button);
    layout->addWidget(m_reset);
    layout->addWidget(m_note);
    layout->addStretch(1);
    setFocusProxy(m_button);
    connect(m_button, &ColorButton::colorChanged, this, &ColorChoice::choose);
    connect(m_reset, &QToolButton::clicked, this, [this] { choose(QColor()); });
}

void ColorChoice::show(const QColor &chosen, const QColor &usual)
{
    m_chosen = chosen;
    m_usual = usual;
    const QSignalBlocker quiet(m_button);
    m_button->setColor(chosen.isValid() ? chosen : usual);
    if (!chosen.isValid() && m_reset->hasFocus())
        m_button->setFocus(); // a button that is switched off would send it elsewhere
    m_reset->setEnabled(chosen.isValid());
    m_note->setVisible(!chosen.isValid());
}

void ColorChoice::choose(const QColor &color)
{
    show(color, m_usual);
    emit changed();
}

} // namespace agora::app
