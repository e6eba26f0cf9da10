#include "app/terminal.h"

#include "app/tables/words.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QSocketNotifier>

namespace agora::app {

namespace {

ThemeName themeOf(const CommandLine &line, const QSettings &settings)
{
    const auto kept = settings.value("theme").toString().toStdString();
    return line.theme.value_or(kept) == "light" ? ThemeName::Light : ThemeName::Dark;
}

EngineStarter::Settings starterSettings(const CommandLine &line, const Paths &paths)
{
    return {.program = programFolder() / "agorad",
        .arguments = line.engineArguments,
        .output = paths.data / "logs" / "agorad-output.txt"};
}

WindowOptions windowOptions(const CommandLine &line, const Paths &paths)
{
    return {.profile = toQString(line.profile),
        .symbol = toQString(line.symbol.value_or("")),
        .drawingsFolder = QString::fromStdString((paths.data / "drawings").string()),
        .wantsOwnEngine = line.wantsOwnEngine};
}

} // namespace

void installTexts(const QString &language, QTranslator &texts, QTranslator &qtTexts)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    if (texts.load(locale, QStringLiteral("agora"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&texts);
    if (qtTexts.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtTexts);
}

Terminal::Terminal(const CommandLine &line, const Paths &paths, const StopSignals &stopSignals)
    : m_settings(
        QString::fromStdString((paths.config / ("window-" + paths.profile + ".ini")).string()),
        QSettings::IniFormat)
    , m_look(themeOf(line, m_settings))
    , m_link(paths)
    , m_starter(starterSettings(line, paths), m_link)
{
    installTexts(m_settings.value("language").toString(), m_texts, m_qtTexts);
    m_window = std::make_unique<MainWindow>(
        m_link, &m_starter, m_look, m_settings, windowOptions(line, paths));
    auto *wake
        = new QSocketNotifier(stopSignals.wakeHandle(), QSocketNotifier::Read, m_window.get());
    QObject::connect(wake, &QSocketNotifier::activated, m_window.get(), [this, wake] {
        wake->setEnabled(false);
        m_window->closeBySignal();
    });
}

void Terminal::show()
{
    m_window->show();
    m_starter.begin();
}

} // namespace agora::app
