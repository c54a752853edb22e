# orderdesk_translations(TARGET NAME…): compiles resources/translations/NAME.ts and puts them into TARGET as
# :/orderdesk/translations/NAME.qm, in a resource named "translations". `./dev.sh translations` brings the .ts files up to date; a
# build only reads them, so that it never changes a source.
function(orderdesk_translations target)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/translations)
    set(files "")
    set(entries "")
    foreach(name IN LISTS ARGN)
        set(source ${PROJECT_SOURCE_DIR}/resources/translations/${name}.ts)
        add_custom_command(OUTPUT ${folder}/${name}.qm
            COMMAND Qt6::lrelease -silent ${source} -qm ${folder}/${name}.qm
            DEPENDS ${source} COMMENT "Translation ${name}" VERBATIM)
        list(APPEND files ${folder}/${name}.qm)
        string(APPEND entries "<file>${name}.qm</file>")
    endforeach()
    file(CONFIGURE OUTPUT ${folder}/translations.qrc CONTENT
        "<RCC><qresource prefix=\"/orderdesk/translations\">${entries}</qresource></RCC>\n" @ONLY)
    add_custom_command(OUTPUT ${folder}/qrc_translations.cpp
        COMMAND Qt6::rcc --name translations ${folder}/translations.qrc -o ${folder}/qrc_translations.cpp
        DEPENDS ${folder}/translations.qrc ${files} COMMENT "Resource of the translations" VERBATIM)
    set_source_files_properties(${folder}/qrc_translations.cpp PROPERTIES SKIP_AUTOGEN ON)
    target_sources(${target} PRIVATE ${folder}/qrc_translations.cpp)
endfunction()
